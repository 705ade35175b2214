// The fields in which columns are chosen, replaced and taken away: one for each column and an empty one.
const mostColumns = 4;

const pickerOf = (box, names, choose) => {
  const form = box.querySelector("[data-picker]");
  const pattern = box.querySelector("[data-slot]").content.firstElementChild;

  // Without the names a text is taken for a key.
  const find = (text) => names().then((index) => index.suggest(text), () => [{ key: text, name: text, origin: "" }]);

  const slot = (at, count, key, record) => {
    const made = pattern.cloneNode(true);
    const [label, input, remove, list, problem] = ["label", "input", "button", "ul", "p"].map((name) => made.querySelector(name));
    let shown = record?.comparison.title ?? key ?? "";
    const say = (words) => {
      problem.textContent = words;
      input.setAttribute("aria-invalid", String(words !== ""));
    };
    input.id = `compare-slot-${at}`;
    problem.id = `compare-problem-${at}`;
    list.id = `compare-suggestions-${at}`;
    input.setAttribute("aria-describedby", problem.id);
    input.setAttribute("aria-controls", list.id);
    label.htmlFor = input.id;
    label.textContent = `Model ${at + 1}`;
    input.value = shown;
    remove.ariaLabel = `Remove ${shown}`;
    remove.hidden = key === undefined;
    say(key !== undefined && record === null ? `No model or offer matches “${key}”.` : "");
    remove.addEventListener("click", () => choose(at, null));

    const suggestions = suggestionsFor(input, list, find);
    const take = async (place) => {
      const text = input.value.trim();
      if (list.hidden && text === shown) return say("");
      if (list.hidden && !text) return key !== undefined && choose(at, null);
      const choice = await suggestions.choice(place);
      suggestions.close();
      if (!choice) return say(`No model or offer matches “${text}”.`);
      input.value = shown = choice.name;
      choose(at, choice.key);
    };
    suggestions.listen(take);
    input.addEventListener("change", () => take());
    input.addEventListener("focus", () => names().catch(() => {}));
    return made;
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  return (keys, records) => {
    const count = Math.min(mostColumns, Math.max(2, keys.length + 1));
    form.replaceChildren(...Array.from({ length: count }, (_, at) => slot(at, count, keys[at], records?.[at])));
  };
};
