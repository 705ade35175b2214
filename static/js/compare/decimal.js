// Exact decimals as strings: "0.075" against "0.6". No number of JavaScript holds one.
const scaled = (text, places) => {
  const [whole, fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(places, "0"));
};

/** Below zero where the first is smaller, above zero where it is larger. */
const compareDecimals = (one, other) => {
  const places = Math.max(...[one, other].map((text) => (text.split(".")[1] ?? "").length));
  const [first, second] = [scaled(one, places), scaled(other, places)];
  return first < second ? -1 : Number(first > second);
};
