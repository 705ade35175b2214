// The calculator of a page that compares: its fields follow the subjects, the lowest total says so, and `drawn(subjects, totals, lowest)` is told.
const manyCalculator = (form, drawn) => {
  const { part, put } = bill;
  const { service } = form.elements;
  const all = (subjects, of) => [...new Set(subjects.flatMap((subject) => of(subject) ?? []))];
  const mark = (cards, subjects, totals) => {
    const isOne = (of) => new Set(subjects.map(of)).size === 1;
    const isFair = !("unmarked" in form.dataset) && isOne(({ currency }) => currency) && isOne(({ units }) => units?.[0].words[1]);
    const numbers = totals.map(format.read);
    const scale = Math.max(...numbers.map((number) => number.scale));
    const units = numbers.map((number) => number.units * 10n ** BigInt(scale - number.scale));
    const isLowest = (number) => units.every((other) => number <= other);
    const differ = isFair && !units.every(isLowest);
    const lowest = units.map((number) => differ && isLowest(number));
    drawn(subjects, totals, lowest);
    cards.forEach((card, at) => {
      part(card, "lowest").hidden = !lowest[at];
      const { services } = subjects[at];
      if (!services || !service.value || services.some(({ name }) => name === service.value)) return;
      put(card, "notes", `${part(card, "notes").textContent} No price of its own for “${service.value}”: the standard one is shown.`.trim());
    });
  };
  const { show } = calculator(form, mark);
  return {
    show(subjects) {
      const services = all(subjects, (subject) => subject.services?.map(({ name }) => name));
      const levels = all(subjects, (subject) => subject.services?.flatMap((one) => one.levels));
      const words = all(subjects, (subject) => subject.units?.[0].words[1]);
      service.replaceChildren(...services.map((name) => new Option(name)));
      const what = words.length === 1 ? words[0].replace(/^./, (letter) => letter.toUpperCase()) : "Units";
      form.elements.quantity.labels[0].firstElementChild.textContent = `${what} per month`;
      const needs = { requests: levels.length, input: levels.length, quantity: words.length, service: services.length > 1 };
      needs.output = levels.some((level) => level.output);
      needs.cached = levels.some((level) => level.cache);
      for (const [name, isNeeded] of Object.entries(needs)) form.elements[name].closest("[data-field]").hidden = !isNeeded;
      return show(subjects);
    },
  };
};
