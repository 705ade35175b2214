// Starts the calculator of a record's page. On a narrow screen it is closed until it is asked for, or its address is shared.
const startCalculators = ({ target }) => {
  for (const form of target.querySelectorAll("[data-calculator]")) {
    const { textContent } = form.querySelector("script");
    const isShared = calculator(form).show(JSON.parse(textContent));
    const box = form.closest("details");
    box.open = isShared || matchMedia("(width >= 720px)").matches;
    box.dataset.ready = "";
  }
};
startCalculators({ target: document });
document.addEventListener("added", startCalculators);
// What a month costs with other models is counted anew where the reader has a workload; the script for that is fetched then.
const months = document.querySelector("[data-months]");
const countMonths = () => workload.get() && import(new URL(months.dataset.months, document.baseURI).href).catch(() => {});
if (months) {
  countMonths();
  document.addEventListener("workload", countMonths);
}
