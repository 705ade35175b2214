// The calculator below the table: with the subjects of the page, or with those that the records bring.
let months = null;

// What a month costs is the first row of the table, where each column has a price.
const putMonth = (subjects, totals, lowest) => {
  const table = document.querySelector("[data-comparison]");
  table?.querySelector(".month")?.remove();
  const heads = [...(table?.tHead.querySelectorAll("[data-record]") ?? [])];
  if (heads.length !== totals.length) return;
  const cell = (total, at) =>
    element(
      "td",
      { "data-record": heads[at].dataset.record },
      element("data", { value: total }, format.amount(total, subjects[at].currency)),
      ...(lowest[at] ? [element("small", { class: "best" }, "Lowest")] : []),
    );
  const head = element("th", { scope: "row" }, element("span", {}, "Your month"), element("small", { class: "unit" }, usage()));
  table.tHead.after(element("tbody", { class: "month" }, element("tr", {}, head, ...totals.map(cell))));
};

// What the month holds, in words.
const usage = () => {
  const { requests, input, output } = document.querySelector("[data-calculator]").elements;
  const [count, reads, writes] = [requests, input, output].map((field) => !field.closest("[hidden]") && wholeNumber(field.value));
  if (!count) return "";
  const parts = [reads && `${format.tokens(reads)} in`, writes && `${format.tokens(writes)} out`].filter(Boolean);
  return `${format.grouped(count)} requests × ${parts.join(" + ")}`;
};

/** Draws a bill for each record that has prices; without one there is no calculator. */
const showMonth = (subjects) => {
  const box = document.querySelector("[data-calculator-box]");
  if (!box) return;
  box.hidden = subjects.length === 0;
  if (box.hidden) return;
  months ??= manyCalculator(box.querySelector("[data-calculator]"), putMonth);
  const isShared = months.show(subjects);
  if (!("ready" in box.dataset)) box.open = isShared || matchMedia("(width >= 720px)").matches;
  box.dataset.ready = "";
};

for (const form of document.querySelectorAll("[data-calculator-box] [data-calculator]")) {
  const subjects = JSON.parse(form.querySelector("script").textContent);
  if (subjects.length) showMonth(subjects);
}
