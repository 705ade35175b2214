// The columns that a narrow screen shows besides its own, as the reader chose them: a check box for each, named by its heading.
const chosenColumns = ["source", "max", "cached", "capabilities", "added"];
const columnBox = (heading) => {
  const [label, box] = ["label", "input"].map((name) => document.createElement(name));
  label.className = "check";
  box.type = "checkbox";
  box.dataset.column = chosenColumns.find((column) => heading.classList.contains(`c-${column}`));
  label.append(box, heading.textContent);
  document.querySelector(".columns-picker fieldset").append(label);
  return box;
};

const makeColumns = () => {
  const table = document.querySelector(".model-list");
  const boxes = [...table.tHead.querySelectorAll(chosenColumns.map((column) => `.c-${column}`))].map(columnBox);
  const show = () => {
    const extra = boxes.filter((box) => box.checked);
    for (const box of boxes) table.classList.toggle(`with-${box.dataset.column}`, box.checked);
    table.parentElement.classList.toggle("is-wide", extra.length > 0);
    table.style.setProperty("--extra", extra.length);
    return extra.map((box) => box.dataset.column);
  };
  try {
    const saved = localStorage.getItem("columns")?.split(" ") ?? [];
    for (const box of boxes) box.checked = saved.includes(box.dataset.column);
  } catch {}
  show();
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const columns = show();
      try {
        localStorage.setItem("columns", columns.join(" "));
      } catch {}
    });
  }
};
