// The fields in which columns are chosen, replaced and taken away: one for each column and an empty one.
const mostColumns = 4;

const pickerOf = (box, names, choose) => {
  const form = box.querySelector("[data-picker]");
  const pattern = box.querySelector("[data-slot]").content.firstElementChild;
  const list = document.getElementById("compare-names");

  const suggest = async (input) => {
    try {
      const found = (await names()).suggest(input.value);
      list.replaceChildren(...found.map((value) => element("option", { value })));
    } catch {
      list.replaceChildren();
    }
  };

  const slot = (at, count, key, record) => {
    const made = pattern.cloneNode(true);
    const [label, input, remove, problem] = ["label", "input", "button", "p"].map((name) => made.querySelector(name));
    const shown = record?.comparison.title ?? key ?? "";
    const say = (words) => {
      problem.textContent = words;
      input.setAttribute("aria-invalid", String(words !== ""));
    };
    input.id = `compare-slot-${at}`;
    problem.id = `compare-problem-${at}`;
    input.setAttribute("aria-describedby", problem.id);
    label.htmlFor = input.id;
    label.textContent = `Model ${at + 1}`;
    input.value = shown;
    remove.ariaLabel = `Remove ${shown}`;
    remove.hidden = key === undefined;
    say(key !== undefined && record === null ? `There is no model or offer “${key}”.` : "");
    remove.addEventListener("click", () => choose(at, null));
    const take = async (isFinal) => {
      const text = input.value.trim();
      if (text === shown) return say("");
      if (!text) return isFinal && key !== undefined && choose(at, null);
      const found = await names().then((index) => index.keyOf(text), () => text);
      if (found && (isFinal || text.endsWith(`(${found})`))) choose(at, found);
      else if (isFinal) say(`There is no model or offer “${text}”. Choose one of the suggestions.`);
    };
    input.addEventListener("focus", () => suggest(input));
    input.addEventListener("input", () => (suggest(input), take(false)));
    input.addEventListener("change", () => take(true));
    return made;
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  return (keys, records) => {
    const count = Math.min(mostColumns, Math.max(2, keys.length + 1));
    form.replaceChildren(...Array.from({ length: count }, (_, at) => slot(at, count, keys[at], records?.[at])));
  };
};
