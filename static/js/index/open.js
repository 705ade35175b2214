// The number of providers opens the row, unless the reader asks for another tab.
const makeOpenable = () => {
  if (!form.dataset.offers) return;
  const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey }) => !button && !ctrlKey && !metaKey && !shiftKey && !altKey;
  for (const opener of find("rows").querySelectorAll(".c-providers a")) {
    opener.ariaExpanded = "false";
    opener.ariaLabel = `${opener.textContent} providers of ${opener.closest("tr").querySelector("th a").textContent}`;
  }
  find("rows").addEventListener("click", (event) => {
    const opener = event.target.closest(".c-providers a");
    if (!opener || !isPlain(event)) return;
    event.preventDefault();
    act("open", opener);
  });
};
