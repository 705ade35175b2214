// The columns that a narrow screen shows besides its own, as the reader chose them.
const makeColumns = () => {
  const boxes = [...document.querySelectorAll("[data-column]")];
  const table = document.querySelector(".model-list");
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
