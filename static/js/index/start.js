// Puts the form to work.
if (form) {
  makeSortable();
  makePickable();
  makeColumns();
  makeCopyable();
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
  const warm = () => begin().then((list) => list?.warm());
  for (const sign of ["focusin", "pointerover"]) {
    for (const place of [form, document.querySelector(".model-list thead")]) place.addEventListener(sign, warm, { once: true });
  }
  // A list that was longer than this page, or other than it, is drawn again before the reader is taken to the place that was left.
  if (location.search || history.state?.y || workload.get()) restore();
  document.addEventListener("workload", () => act("recost"));
  addEventListener("pagehide", () => history.state && history.replaceState({ ...history.state, y: scrollY }, ""));
  form.elements.q.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    body.querySelector("th a")?.focus();
  });
}
