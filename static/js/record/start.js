// Starts the calculator of a record's page. On a narrow screen it is closed until it is asked for, or its address is shared.
for (const form of document.querySelectorAll("[data-calculator]")) {
  const { textContent } = form.querySelector("script");
  const isShared = calculator(form).show(JSON.parse(textContent));
  const box = form.closest("details");
  box.open = isShared || matchMedia("(width >= 720px)").matches;
  box.dataset.ready = "";
}
