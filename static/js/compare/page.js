// The page on which readers choose what to compare: the address says which records (`?m=key&m=key`), Back works.
for (const box of document.querySelectorAll("[data-compare]")) {
  const { root, title } = box.dataset;
  const part = (name) => box.querySelector(`[data-${name}]`);
  const heading = document.querySelector("[data-heading]");
  const idle = { title: document.title, heading: heading.textContent, status: part("status").textContent };
  const names = nameReader(box.dataset.names.split(" ").map((path) => root + path));
  const read = recordReader(root, names);
  const chosen = () => [...new Set(new URLSearchParams(location.search).getAll("m"))].filter(Boolean);
  let turn = 0;

  const choose = (at, key) => {
    const keys = chosen().slice(0, mostColumns);
    keys.splice(at, 1, ...(key === null ? [] : [key]));
    const query = [...new Set(keys)].map((one) => `m=${encodeURIComponent(one).replaceAll("%2F", "/")}`).join("&");
    history.pushState(null, "", `${location.pathname}${query && `?${query}`}`);
    show().then(() => document.getElementById(`compare-slot-${key === null ? Math.max(0, at - 1) : at}`)?.focus());
  };
  const fill = pickerOf(box, names, choose);

  const say = (words, hasFailed = false) => {
    part("status").textContent = words;
    part("retry").hidden = !hasFailed;
  };

  const draw = (records) => {
    const isShown = records.length > 1;
    const titles = records.map((record) => record.comparison.title).join(" vs ");
    part("result").hidden = !isShown;
    document.title = isShown ? title.replace("{names}", () => titles) : idle.title;
    heading.textContent = isShown ? titles : idle.heading;
    part("table").replaceChildren(...(isShown ? [drawTable(part("pattern"), records, root)] : []));
    const notes = isShown ? records.flatMap((record) => record.comparison.notes ?? []) : [];
    part("notes").replaceChildren(...notes.map((note) => element("p", { class: "note" }, note)));
    showDifferences();
    showMonth(isShown ? records.flatMap((record) => record.calculator ?? []) : []);
  };

  const show = async () => {
    const mine = ++turn;
    const all = chosen();
    const keys = all.slice(0, mostColumns);
    const found = await Promise.all(keys.map(read)).catch(() => null);
    if (mine !== turn) return;
    const records = found?.filter(Boolean) ?? [];
    fill(keys, found);
    draw(records);
    if (!found) return say("The data could not be loaded.", true);
    const more = all.length > keys.length ? " Only the first four are shown." : "";
    if (records.length > 1) return say(`${records.length} side by side.${more}`);
    say(records.length ? `Choose a second model to compare ${records[0].comparison.title} with.` : idle.status);
  };

  part("retry").addEventListener("click", show);
  addEventListener("popstate", show);
  show();
}
