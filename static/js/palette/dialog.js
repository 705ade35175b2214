// The dialog: a field with a list box, as the ARIA Authoring Practices have it, and the keys below it.
const made = (name, attributes, ...content) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
};
const key = (name) => made("kbd", {}, name);

const input = made("input", {
  type: "text",
  enterkeyhint: "go",
  role: "combobox",
  "aria-label": "Search the directory",
  "aria-expanded": "false",
  "aria-controls": "palette-list",
  "aria-autocomplete": "list",
  placeholder: "Name, ID, or vision tools <$1 >200k",
  maxlength: String(MOST_LETTERS),
  autocomplete: "off",
  autocapitalize: "none",
  spellcheck: "false",
});
const box = made("div", { id: "palette-list", role: "listbox", "aria-label": "Results", tabindex: "-1" });
const status = made("p", { role: "status", class: "palette-status" });
const basket = made("a", { class: "palette-compare", hidden: "" });
const keys = made(
  "p",
  { class: "palette-keys" },
  made("span", {}, key("↑"), key("↓"), " choose"),
  made("span", {}, key("Enter"), " open"),
  made("span", {}, key("Tab"), " compare"),
  made("span", {}, key("Ctrl C"), " copy ID"),
);
const cancel = made("button", { type: "button", }, "Close");
const dialog = made(
  "dialog",
  { class: "palette", "aria-label": "Search" },
  made("div", { class: "palette-field" }, input, cancel),
  box,
  made("div", { class: "palette-foot" }, status, basket, keys),
);
document.body.append(dialog);
