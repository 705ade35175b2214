// Which rows are shown: `data-differences` on a check box hides those in which all columns say the same; of those that only one of several
// columns has something in, `data-alone` says how many there are.
const showDifferences = () => {
  const isOn = document.querySelector("[data-differences]")?.checked === true;
  const table = document.querySelector("[data-comparison]");
  const box = document.querySelector("[data-alone]");
  if (!table) return;
  const isWhole = box?.querySelector("input").checked !== false;
  table.classList.toggle("is-whole", isWhole);
  for (const body of table.querySelectorAll("tbody:not(.month)")) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
    for (const row of rows) row.hidden = (isOn && row.querySelector(".same") !== null) || (!isWhole && row.matches(".alone"));
    body.hidden = rows.every((row) => row.hidden);
  }
  const alone = table.querySelectorAll(".alone").length;
  if (!box) return;
  box.hidden = alone === 0;
  box.querySelector("span").textContent = `Show rows that only one model has (${alone})`;
};

for (const box of document.querySelectorAll("[data-differences], [data-alone] input")) box.addEventListener("change", showDifferences);
showDifferences();
