// The calculator above the table: with the subjects of the page, or with those that the records bring.
let months = null;

/** Draws a bill for each record that has prices; without one there is no calculator. */
const showMonth = (subjects) => {
  const box = document.querySelector("[data-calculator-box]");
  if (!box) return;
  box.hidden = subjects.length === 0;
  if (box.hidden) return;
  months ??= manyCalculator(box.querySelector("[data-calculator]"));
  const isShared = months.show(subjects);
  if (!("ready" in box.dataset)) box.open = isShared || matchMedia("(width >= 720px)").matches;
  box.dataset.ready = "";
};

for (const form of document.querySelectorAll("[data-calculator-box] [data-calculator]")) {
  const subjects = JSON.parse(form.querySelector("script").textContent);
  if (subjects.length) showMonth(subjects);
}
