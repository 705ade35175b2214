// Rows by keyboard: with the focus inside the body of a table, the arrows and j and k move it to the next row that has
// something to focus, in the same place of the row where there is one.
const focusable = (row) => [...row.querySelectorAll("a[href], button, input")].filter((element) => element.checkVisibility());

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const down = key === "ArrowDown" || key === "j";
  if (!down && key !== "ArrowUp" && key !== "k") return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isTyping(target)) return;
  const row = target.closest("tbody > tr");
  if (!row) return;
  const at = focusable(row).indexOf(target);
  let next = row;
  do next = down ? next.nextElementSibling : next.previousElementSibling;
  while (next && !focusable(next).length);
  if (!next) return;
  event.preventDefault();
  const places = focusable(next);
  places[Math.min(Math.max(at, 0), places.length - 1)].focus();
});
