// The calculator of monthly costs, a form. What is typed stands in the page's address; `show(subjects)` draws a bill for each.
const calculator = (form, drawn = () => {}) => {
  const { part, put } = bill;
  const { cached, service } = form.elements;
  const numbers = ["requests", "input", "output", "quantity"].map((name) => form.elements[name]);
  const fields = () => [...form.elements].filter(({ name }) => name);
  const first = (field) => field.defaultValue ?? field.options[0]?.value ?? "";
  const bare = ({ value }) => value.replace(/[,\s]/g, "");
  const isWhole = (field) => /^\d{1,12}$/.test(bare(field));
  let subjects, cards, timer;
  const update = () => {
    for (const field of numbers) field.ariaInvalid = !isWhole(field);
    put(form, "share", `${cached.value}%`);
    part(form, "error").hidden = numbers.every(isWhole);
    if (!numbers.every(isWhole)) return;
    const usage = { cached: BigInt(cached.value), service: service.value };
    for (const field of numbers) usage[field.name] = BigInt(bare(field));
    drawn(cards, subjects, cards.map((card, at) => bill.draw(card, subjects[at], usage)));
  };
  // Whether the address has values, which are taken.
  const load = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields()) {
      field.value = query.get(field.name) ?? first(field);
      if (isWhole(field)) field.value = format.grouped(bare(field));
      if (field.selectedIndex < 0) field.selectedIndex = 0;
    }
    update();
    return fields().some(({ name }) => query.has(name));
  };
  const settle = () => {
    const { pathname, search, hash } = location;
    const query = new URLSearchParams(search);
    for (const field of fields()) {
      query.delete(field.name);
      if (field.value !== first(field)) query.set(field.name, field.type === "text" ? bare(field) : field.value);
    }
    const totals = cards.map((card) => `${part(card, "name").textContent} ${part(card, "total").textContent}`);
    document.getElementById("announcement").textContent = `Estimated per month: ${totals.join(", ")}`;
    if (location.protocol !== "file:") history.replaceState(null, "", `${pathname}${query.size ? `?${query}` : ""}${hash}`);
  };
  form.addEventListener("input", () => {
    update();
    clearTimeout(timer);
    timer = setTimeout(settle, 600);
  });
  form.addEventListener("change", ({ target }) => {
    if (numbers.includes(target) && isWhole(target)) target.value = format.grouped(BigInt(bare(target)));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", load);
  return {
    show(chosen) {
      subjects = chosen;
      cards = chosen.map((subject, at) => bill.create(form.querySelector("template"), subject, at));
      part(form, "bills").replaceChildren(...cards);
      return load();
    },
  };
};
