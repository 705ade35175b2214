// Puts the form to work.
if (form) {
  makeSortable();
  makePickable();
  makeColumns();
  const showSet = makeToggle();
  find("more").hidden = Number(form.dataset.rows) <= find("rows").rows.length;
  const isTyped = ({ target }) => target.type === "search";
  form.addEventListener("input", (event) => isTyped(event) && act("update"));
  form.addEventListener("change", (event) => !isTyped(event) && event.target.name && act("update", { push: true }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act("update", { push: true });
  });
  find("clear").addEventListener("click", () => act("clear").then(showSet));
  find("retry").addEventListener("click", () => act("update"));
  find("more").addEventListener("click", () => act("showMore"));
  makeOpenable();
  const restore = () => act("restore").then(showSet);
  addEventListener("popstate", restore);
  const warm = () => act("warm");
  for (const sign of ["focusin", "pointerover"]) {
    for (const place of [form, document.querySelector(".model-list thead")]) place.addEventListener(sign, warm, { once: true });
  }
  if (location.search) restore();
}
