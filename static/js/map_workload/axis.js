// The axis of prices: where a price stands, and ticks that do not touch. The twin of `src/render/chart/axis.rs`; places are floats, as pixels are.
const STEPS = [[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];
const LETTER = 7.5;
const labelOf = (value) => format.price(value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(value)))));

// The ticks of a step, from the one below the lowest price to the one above the highest.
const ticksOf = (step, lowest, highest) => {
  const ticks = [];
  for (let power = Math.floor(Math.log10(lowest)); power <= Math.ceil(Math.log10(highest)); power++) {
    for (const digit of step) ticks.push(Number(`${digit}e${power}`));
  }
  const from = ticks.findLastIndex((tick) => tick <= lowest);
  const to = ticks.findIndex((tick) => tick >= highest);
  return ticks.slice(from, to + 1);
};

const axis = (prices, left, right) => {
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  for (const step of STEPS) {
    const ticks = ticksOf(step, lowest, highest);
    const [from, to] = [ticks[0], ticks.at(-1)].map(Math.log10);
    const at = (value) => left + ((Math.log10(value) - from) / (to - from || 1)) * (right - left);
    const half = (tick) => (labelOf(tick).length * LETTER) / 2;
    const isRoomy = ticks.every((tick, index) => !index || at(tick) - half(tick) > at(ticks[index - 1]) + half(ticks[index - 1]) + 8);
    if (isRoomy || step.length === 1) return { at, ticks: ticks.map((tick) => ({ x: at(tick), label: labelOf(tick) })) };
  }
};
