// Counts the months of a record's page with the reader's workload: with the models to use instead, and the one that replaces it. Without a
// workload they are what the page had at first.
const fits = ({ context, services: [{ levels }] }, { input, output }) =>
  !context || input + (levels[0].output ? output : 0n) <= BigInt(context);
const month = (subject, usage) => (fits(subject, usage) ? cost(subject, usage).total : null);
// What 1M tokens cost in the mix of the month.
const blended = (total, { requests, input, output }, { services: [{ levels }], currency }) => {
  const tokens = requests * (input + output);
  if (!tokens || !levels[0].output) return [];
  const { units, scale } = format.read(total);
  const price = format.plain({ units: rounded(units * 10n ** 18n, tokens), scale: scale + 12 });
  return [figure("computed.month_blended", price, `${format.amount(price, currency)} blended`)];
};
const withoutCost = () => {
  const words = document.createElement("span");
  words.className = "not-applicable";
  words.textContent = "Does not fit";
  return words;
};
const words = ({ requests, input, output, cached }, subjects) => {
  const writes = subjects.some((subject) => subject?.services[0].levels[0].output);
  const [reads, answer] = [`${format.tokens(input)} in`, writes ? ` + ${format.tokens(output)} out` : ""];
  return `${format.grouped(requests)} requests × ${reads}${answer}${cached ? `, ${cached}% cached` : ""}`;
};
const draw = (section) => {
  const { usage: first, subjects } = JSON.parse(section.querySelector("script").textContent);
  const names = ["requests", "input", "output", "cached"];
  const usage = Object.fromEntries(names.map((name, at) => [name, BigInt(workload.get()?.[name] ?? first[at])]));
  const totals = subjects.map((subject) => subject && month(subject, usage));
  const elsewhere = section.querySelector("[data-difference]");
  section.querySelectorAll(".month").forEach((cell, at) => {
    const [total, subject] = [totals[at], subjects[at]];
    if (!subject) return;
    const isComparable = at && total && totals[0] && subject.currency === subjects[0].currency;
    const change = isComparable ? difference(totals[0], total) : [];
    const value = total ? figure("computed.month", total, format.amount(total, subject.currency)) : withoutCost();
    cell.replaceChildren(value);
    if (elsewhere) return at && elsewhere.replaceChildren(...change);
    cell.append(...change, ...(total ? blended(total, usage, subject) : []));
  });
  section.querySelector("[data-usage]").textContent = words(usage, subjects);
};
const drawAll = () => document.querySelectorAll("[data-months]").forEach(draw);
document.addEventListener("workload", drawAll);
drawAll();
