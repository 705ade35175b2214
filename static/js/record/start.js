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
