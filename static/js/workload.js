// The reader's workload: requests a month, input and output tokens of a request, and the share of input that comes from a cache. It stays
// in this browser and in links that the reader copies, behind `#`: no server learns how much a company uses.
globalThis.workload = (() => {
  const names = ["requests", "input", "output", "cached"];
  const text = (values) => names.map((name) => values[name]).join("-");
  const read = (words) => {
    const [, ...numbers] = /^(\d{1,12})-(\d{1,12})-(\d{1,12})-(100|\d{1,2})$/.exec(words ?? "") ?? [];
    return numbers.length ? Object.fromEntries(names.map((name, at) => [name, numbers[at]])) : null;
  };
  const stored = (deed) => {
    try {
      return deed(localStorage);
    } catch {
      return null;
    }
  };
  let now = stored((storage) => read(storage.getItem("workload")));
  // `from` is the form that sets it, which knows it already; nothing takes it back.
  const set = (values, from = null) => {
    now = values;
    stored((storage) => (values ? storage.setItem("workload", text(values)) : storage.removeItem("workload")));
    document.dispatchEvent(new CustomEvent("workload", { detail: from }));
  };
  const [, shared] = /^#workload=(.+)$/.exec(location.hash) ?? [];
  if (read(shared)) {
    set(read(shared));
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  const link = (values) => `${location.href.split("#")[0]}#workload=${text(values)}`;
  return { get: () => now, set, link };
})();
