// Copies the table that is shown: `data-copy-table` on a button says how.
const writers = { Markdown: asMarkdown, CSV: asCsv };

for (const button of document.querySelectorAll("[data-copy-table]")) {
  const label = button.querySelector("[data-label]");
  const idle = label.textContent;
  let timer;
  const say = (word, announcement) => {
    label.textContent = word;
    document.getElementById("announcement").textContent = announcement;
    clearTimeout(timer);
    timer = setTimeout(() => {
      label.textContent = idle;
      document.getElementById("announcement").textContent = "";
    }, 2000);
  };
  button.addEventListener("click", async () => {
    const kind = button.dataset.copyTable;
    const table = document.querySelector("[data-comparison]");
    try {
      await navigator.clipboard.writeText(writers[kind](tableTexts(table)));
      say("Copied", `Copied the comparison as ${kind}`);
    } catch {
      getSelection().selectAllChildren(table);
      say("Press Ctrl+C", "Copying is blocked. The table is selected: press Control C.");
    }
  });
}
