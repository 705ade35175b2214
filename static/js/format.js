// Figures as pages print them, from exact decimal digits: no float ever holds one. The twin of `src/domain`.
const format = (() => {
  const signs = { USD: "$", EUR: "€", GBP: "£" };
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  // A plain decimal as a whole number of its last place: "0.075" is 75 with 3 decimals.
  const read = (text) => {
    const [whole, fraction = ""] = String(text).split(".");
    return { units: BigInt(whole + fraction), scale: fraction.length };
  };
  const fixed = (units, scale) => {
    const digits = units.toString().padStart(scale + 1, "0");
    return scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
  };
  // The shortest digits of a decimal.
  const plain = ({ units, scale }) => {
    const digits = fixed(units, scale);
    return scale ? digits.replace(/\.?0+$/, "") : digits;
  };
  const grouped = (digits) => {
    const [whole, fraction] = String(digits).split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
  };
  const divided = (number, by) => (number + by / 2n) / by;
  const rounded = ({ units, scale }, places) =>
    scale > places ? divided(units, 10n ** BigInt(scale - places)) : units * 10n ** BigInt(places - scale);
  const money = (number, places, currency) =>
    (signs[currency] ?? `${currency}\u00a0`) + grouped(fixed(rounded(number, places), places));

  // A price for a unit of use: in full, at least two decimals.
  const price = (digits, currency = "USD") => {
    const number = read(plain(read(digits)));
    return money(number, Math.max(number.scale, 2), currency);
  };
  // A computed sum, rounded half up by its size.
  const amount = (digits, currency = "USD") => {
    const number = read(plain(read(digits)));
    const [one, four] = [10n ** BigInt(number.scale), rounded(number, 4)];
    if (!number.units || number.units >= one) return money(number, 2, currency);
    if (number.units * 20000n < one) return `under ${money(read("0.0001"), 4, currency)}`;
    if (four < 1000n) return money(number, 4, currency);
    return money(number, number.scale <= 4 ? Math.max(number.scale, 2) : 2, currency);
  };
  // Tokens in short: 128K, 1.05M.
  const tokens = (count) => {
    const number = BigInt(count);
    if (number < 1000n) return String(number);
    const thousand = number % 1000n && !(number % 1024n) ? 1024n : 1000n;
    const tenths = divided(number * 10n, thousand);
    if (tenths < thousand * 10n) return `${plain({ units: tenths, scale: 1 })}K`;
    return `${plain({ units: divided(number * 100n, thousand * thousand), scale: 2 })}M`;
  };
  const exactTokens = (count) => `${grouped(count)} ${String(count) === "1" ? "token" : "tokens"}`;
  // A date as precise as it is known: 2024-07-18, 2024-07, 2024.
  const date = (iso) => {
    const [year, month, day] = iso.split("-");
    return month ? `${months[month - 1]} ${day ? `${Number(day)}, ` : ""}${year}` : year;
  };
  return { read, plain, grouped, price, amount, tokens, exactTokens, date };
})();
