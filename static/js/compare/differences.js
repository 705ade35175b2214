// "Show differences only": `data-differences` on the check box hides the rows in which all columns say the same.
const showDifferences = () => {
  const isOn = document.querySelector("[data-differences]")?.checked === true;
  for (const body of document.querySelector("[data-comparison]")?.tBodies ?? []) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
    for (const row of rows) row.hidden = isOn && row.querySelector(".same") !== null;
    body.hidden = rows.every((row) => row.hidden);
  }
};

for (const box of document.querySelectorAll("[data-differences]")) box.addEventListener("change", showDifferences);
