// The way to a search from every page. Ctrl or Command with K opens the palette. `/`, which a check
// box in the footer (`data-shortcut-switch`) turns off, goes to the search field of the page, `#search`, or else opens the palette. Escape empties
// the field.
const shortcutSwitch = document.querySelector("[data-shortcut-switch]");
const searchField = document.getElementById("search");

// Whether a key is meant for the page and not for what the reader types.
const isTyping = (target) => target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");

const toSearch = () => {
  if (!searchField) {
    openPalette();
    return;
  }
  searchField.focus();
  searchField.select();
};

if (shortcutSwitch) {
  try {
    shortcutSwitch.checked = localStorage.getItem("shortcut") !== "off";
  } catch {}
  shortcutSwitch.addEventListener("change", () => {
    try {
      localStorage.setItem("shortcut", shortcutSwitch.checked ? "on" : "off");
    } catch {}
  });
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.isComposing || event.altKey || event.defaultPrevented) return;
    const chord = (event.ctrlKey || event.metaKey) && !event.shiftKey && key.toLowerCase() === "k";
    const single = key === "/" && shortcutSwitch.checked && !event.ctrlKey && !event.metaKey && !isTyping(target);
    if (!chord && !single) return;
    event.preventDefault();
    if (chord && paletteLink) openPalette();
    else toSearch();
  });
}

if (searchField) {
  searchField.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !searchField.value) return;
    event.preventDefault();
    searchField.value = "";
    searchField.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (location.hash === "#search") toSearch();
}
