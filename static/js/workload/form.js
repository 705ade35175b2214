// The dialog that sets the workload: presets, four fields, a link to share.
const PRESETS = { Chat: [10000, 1500, 400, 30], Retrieval: [10000, 6000, 500, 0], Agent: [1000, 60000, 2000, 80], Batch: [100000, 1000, 200, 0] };
const FIELDS = {
  requests: "Requests per month",
  input: "Input tokens per request",
  output: "Output tokens per request",
  cached: "Cached input, in percent",
};
const make = (name, attributes, ...content) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
};
const field = ([name, words]) =>
  make("label", {}, make("span", {}, words), make("input", { name, type: "text", inputmode: "numeric", maxlength: "15", autocomplete: "off" }));
const button = (words) => make("button", { type: "button", class: "button" }, words);
const presets = Object.keys(PRESETS).map(button);
const [copy, reset, done] = ["Copy link", "Reset", "Done"].map(button);
const sum = make("p", { class: "note", role: "status" });
const form = make("form", { method: "dialog" }, make("h2", {}, "My workload"),
  make("p", { class: "note" }, "Pages then show what a month costs. It stays in this browser."),
  make("div", { class: "workload-presets", role: "group", "aria-label": "Presets" }, ...presets),
  make("div", { class: "workload-fields" }, ...Object.entries(FIELDS).map(field)),
  sum, make("div", { class: "workload-presets" }, done, copy, reset));
const dialog = make("dialog", { class: "workload", "aria-label": "My workload" }, form);
document.body.append(dialog);
done.classList.add("button-main");
