// How two exact sums differ, in the words of `src/render/page/record/difference.rs`.
const rounded = (number, by) => (2n * number + by) / (2n * by);
const percent = (part, whole) => {
  const share = rounded(part * 100n, whole);
  if (!share) return "under 1%";
  return share === 100n && part !== whole ? "over 99%" : `${share}%`;
};
const inWords = (own, other) => {
  if (own === other) return ["Same", "neither"];
  if (other < own) return [`${percent(own - other, own)} less`, "better"];
  if (other < 2n * own) return [`${percent(other - own, own)} more`, "worse"];
  return [`${format.grouped(format.plain({ units: rounded(other * 10n, own), scale: 1 }))}× the price`, "worse"];
};
const figure = (fact, value, text, way) => {
  const data = document.createElement("data");
  data.dataset.fact = fact;
  data.value = value;
  data.textContent = text;
  if (way) data.className = way;
  return data;
};
// Nothing where one of the two is zero.
const difference = (...totals) => {
  const numbers = totals.map(format.read);
  const scale = Math.max(...numbers.map((number) => number.scale));
  const [own, other] = numbers.map((number) => number.units * 10n ** BigInt(scale - number.scale));
  if (!own || !other) return [];
  const saved = own - other;
  const share = format.plain({ units: rounded((saved < 0n ? -saved : saved) * 1000000n, own), scale: 4 });
  return [figure("computed.difference.month", saved < 0n ? `-${share}` : share, ...inWords(own, other))];
};
