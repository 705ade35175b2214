// What is typed into the dialog counts at once; opening it sets nothing.
const inputs = Object.keys(FIELDS).map((name) => form.elements[name]);
const most = ({ name }) => (name === "cached" ? 100 : 10 ** 12);
const valueOf = (input) => {
  const digits = wholeNumber(input.value.replace("%", ""));
  return digits === null || Number(digits) > most(input) ? null : digits;
};
const show = (values) => inputs.forEach((input) => (input.value = format.grouped(values[input.name])));
// What the fields say, if they are whole numbers.
const check = () => {
  for (const input of inputs) input.ariaInvalid = String(valueOf(input) === null);
  const isWhole = inputs.every((input) => valueOf(input) !== null);
  copy.disabled = !isWhole;
  if (!isWhole) return (sum.textContent = "Enter whole numbers, such as 10,000 or 10k."), null;
  const values = Object.fromEntries(inputs.map((input) => [input.name, valueOf(input)]));
  const total = (name) => format.tokens(BigInt(values.requests) * BigInt(values[name]));
  sum.textContent = `${total("input")} input and ${total("output")} output tokens per month.`;
  return values;
};
const update = () => {
  const values = check();
  if (values) workload.set(values, form);
};
const fill = (numbers) => inputs.forEach((input, at) => (input.value = format.grouped(numbers[at])));
presets.forEach((preset) => preset.addEventListener("click", () => (fill(PRESETS[preset.textContent]), update())));
form.addEventListener("input", update);
done.addEventListener("click", () => dialog.close());
reset.addEventListener("click", () => (workload.set(null), dialog.close()));
const copied = () => navigator.clipboard.writeText(workload.link(check())).then(() => "Copied", () => "Copying is blocked");
copy.addEventListener("click", async () => (copy.textContent = await copied()));
globalThis.workloadDialog = {
  open() {
    if (workload.get()) show(workload.get());
    else fill([10000, 2000, 500, 0]);
    copy.textContent = "Copy link";
    check();
    dialog.showModal();
    inputs[0].select();
  },
};
