// Which rows are shown: `data-differences` on a check box hides those in which all columns say the same, and of those that only one of several
// columns has something in, `data-alone` says how many there are.
const isAlone = (row) => row.cells.length > 3 && [...row.cells].slice(1).filter((cell) => !cell.querySelector(".dash")).length === 1;

const showDifferences = () => {
  const isOn = document.querySelector("[data-differences]")?.checked === true;
  const box = document.querySelector("[data-alone]");
  const isWhole = box?.querySelector("input").checked === true;
  let alone = 0;
  for (const body of document.querySelectorAll("[data-comparison] > tbody:not(.month)")) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
    for (const row of rows) {
      const isFew = box !== null && isAlone(row);
      alone += isFew;
      row.hidden = (isOn && row.querySelector(".same") !== null) || (isFew && !isWhole);
    }
    body.hidden = rows.every((row) => row.hidden);
  }
  if (!box) return;
  box.hidden = alone === 0;
  box.querySelector("span").textContent = alone === 1 ? "Show the row that only one model has" : `Show ${alone} rows that only one model has`;
};

for (const box of document.querySelectorAll("[data-differences], [data-alone] input")) box.addEventListener("change", showDifferences);
showDifferences();
