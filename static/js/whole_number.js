// The number that a reader types: 10000, 10,000, 10_000, 10k, 1.5M, 1e6; `null` for anything else and for more than 12 digits.
const wholeNumber = (text) => {
  const [, whole, fraction = "", power = "0", unit = ""] =
    /^(\d{1,12})(?:\.(\d{1,9}))?(?:e(\d{1,2}))?([kmb]?)$/i.exec(text.replace(/[,_\s]/g, "")) ?? [];
  if (!whole) return null;
  const zeros = Number(power) + { "": 0, k: 3, m: 6, b: 9 }[unit.toLowerCase()] - fraction.length;
  if (zeros < 0) return null;
  const digits = (whole + fraction + "0".repeat(zeros)).replace(/^0+(?=\d)/, "");
  return digits.length > 12 ? null : digits;
};
