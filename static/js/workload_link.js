// The button in the header that says the workload, and opens the dialog that sets it. The dialog is fetched when it is first asked for.
for (const button of document.querySelectorAll("[data-workload]")) {
  const [label, idle] = [button.querySelector("span"), button.querySelector("span").textContent];
  const short = (digits) => (digits >= 1e6 ? `${Math.round(digits / 1e5) / 10}M` : digits >= 1e3 ? `${Math.round(digits / 100) / 10}K` : digits);
  const show = () => {
    const now = workload.get();
    label.textContent = now ? `${short(now.requests)} × ${short(now.input)} in + ${short(now.output)} out` : idle;
  };
  let script;
  button.addEventListener("click", async () => {
    try {
      script ??= import(new URL(button.dataset.workload, document.baseURI).href);
      await Promise.all([script, (button.sheet ??= sheetOf(button.dataset.sheet))]);
      globalThis.workloadDialog.open();
    } catch {
      script = undefined;
      document.getElementById("announcement").textContent = "The workload could not be opened. Try again.";
    }
  });
  document.addEventListener("workload", show);
  show();
}
