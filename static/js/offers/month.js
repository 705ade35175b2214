// What a month costs in each row: a typical one, as the page was built, or the reader's.
const usageNote = document.querySelector("[data-month-note]");
const builtNote = usageNote.textContent;
const months = new WeakMap();
const kept = new WeakMap();
const is = (row, trait) => (row.dataset.traits ?? "").split(" ").includes(trait);
const currencyOf = (row) => (row.dataset.tariff ? JSON.parse(row.dataset.tariff).currency : "USD");
const isCompared = (row) => !is(row, "ending") && currencyOf(row) === "USD" && months.get(row) !== null;

// It begins with the month; what follows is how many times the cheapest that is.
const monthCell = (row) => row.querySelector("td[data-month]");

// A month in digits; `null` where tokens have no price, or the requests do not fit.
const monthOf = (row, usage) => {
  const cell = monthCell(row);
  if (kept.get(row)?.[0].className === "free" || cell.querySelector(".free")) return "0";
  if (!usage) return cell.querySelector("data")?.value ?? null;
  const subject = row.dataset.tariff && JSON.parse(row.dataset.tariff);
  if (!subject?.services) return null;
  const { total, warning } = cost({ ...subject, over: "over" }, usage);
  return warning ? null : total;
};
const compare = (one, other) => {
  const [a, b] = [one, other].map(format.read);
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [a, b].map(({ units, scale: own }) => units * 10n ** BigInt(scale - own));
  return left < right ? -1 : left > right ? 1 : 0;
};
// How many times as much, in tenths, half up.
const timesOf = (month, least) => {
  const [a, b] = [month, least].map(format.read);
  const [over, under] = [a.units * 10n ** BigInt(b.scale), b.units * 10n ** BigInt(a.scale)];
  return `${format.plain({ units: (20n * over + under) / (2n * under), scale: 1 })}×`;
};

const put = (row, least) => {
  const [month, cell, times] = [months.get(row), monthCell(row), document.createElement("small")];
  if (!kept.has(row)) kept.set(row, [...cell.childNodes]);
  const shown = month === null ? "–" : month === "0" ? "Free" : format.amount(month, currencyOf(row));
  const hasTimes = least && month !== null && month !== "0" && currencyOf(row) === "USD" && groups().length > 1;
  if (hasTimes) times.textContent = timesOf(month, least);
  cell.replaceChildren(shown, hasTimes ? times : "");
};
const restore = (row) => kept.has(row) && monthCell(row).replaceChildren(...kept.get(row));

const showMonths = () => {
  const [now, rows] = [workload.get(), rowsOf()];
  const usage = now && Object.fromEntries(Object.entries(now).map(([name, digits]) => [name, BigInt(digits)]));
  if (!now) rows.forEach(restore);
  rows.forEach((row) => months.set(row, monthOf(row, usage)));
  const paid = rows.filter(isCompared).map((row) => months.get(row)).filter((month) => month !== "0").sort(compare);
  if (now) rows.forEach((row) => put(row, paid[0]));
  const [requests, input, output] = now ? [now.requests, now.input, now.output].map(format.grouped) : [];
  const unit = requests === "1" ? "request" : "requests";
  usageNote.textContent = now ? `Your month: ${requests} ${unit} of ${input} input and ${output} output tokens, ${now.cached}% of the input cached.` : builtNote;
};
