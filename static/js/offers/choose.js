// The chosen offer: in the bar, in the cards, in the rows and as `?via=` in the address. Nothing there is the page as it was built.
const bar = document.querySelector("[data-offer-bar]");
const select = bar?.querySelector("select");
const output = bar?.querySelector("output");
const builtMonth = output ? [...output.childNodes] : [];
const keyOf = (row) => row.dataset.record;
const isFirst = (row) => !row.classList.contains("further");
const viaOf = (row) => {
  const [, provider, rest] = /^providers\/([^/]+)\/models\/(.+)$/.exec(keyOf(row));
  return keyOf(row) === bar.dataset.offerBar ? "" : isFirst(row) ? provider : `${provider}/${rest}`;
};
const find = (via) => rowsOf().find((row) => viaOf(row) === via);
let chosen = "";
let turns = 0;

const mark = () => {
  if (![...select.options].some((option) => option.value === chosen)) {
    const row = find(chosen);
    select.append(new Option(isFirst(row) ? nameOf(row) : `${nameOf(row)}, ${row.querySelector(".id").textContent}`, chosen));
  }
  select.value = chosen;
  for (const row of rowsOf()) row.querySelector("th input").checked = viaOf(row) === chosen;
  const key = (find(chosen) && keyOf(find(chosen))) ?? bar.dataset.offerBar;
  for (const card of cards?.children ?? []) card.querySelector("a").ariaCurrent = String(card.dataset.record === key);
  bar.dataset.record = key;
  const month = find(chosen) && monthCell(find(chosen)).firstChild.cloneNode(true);
  const isKnown = month && month.className !== "unknown dash" && month.textContent !== "–";
  output.replaceChildren(...(isKnown ? [month, " a month"] : month ? [] : builtMonth));
};

const choose = async (via) => {
  if (via === "+") return (select.value = chosen), await loadAll(), document.getElementById("offers").scrollIntoView();
  const turn = ++turns;
  if (via && !find(via)) await loadAll();
  const row = via && find(via);
  if (via && !row) via = "";
  if (!(await showOffer(row || null, () => turn === turns))) return say("The offer could not be loaded. Try again."), mark();
  if (turn !== turns) return;
  chosen = via;
  const url = new URL(location.href);
  if (via) url.searchParams.set("via", via);
  else url.searchParams.delete("via");
  history.replaceState(history.state, "", url.href.replaceAll("%2F", "/"));
  mark();
  say(`${select.selectedOptions[0].text}: prices, limits and code of this offer.`);
};

// A button to choose in each row.
const addRadios = () => {
  for (const row of rowsOf()) {
    if (row.querySelector("th input")) continue;
    const radio = document.createElement("input");
    Object.assign(radio, { type: "radio", name: "via", ariaLabel: `Show ${nameOf(row)}, ${row.querySelector(".id").textContent}` });
    radio.addEventListener("change", () => choose(viaOf(row)));
    row.cells[0].prepend(radio);
  }
};
