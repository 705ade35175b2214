// The rows that are shown: 40 at once, the rest of the first hundred in the next frame, a hundred more on demand.
const [FIRST, STEP] = [40, 100];
const find = (name) => document.querySelector(`[data-list="${name}"]`);
const [body, count] = [find("rows"), find("count")];
const [more, empty, failed, pages] = [find("more"), find("empty"), find("failed"), document.querySelector(".pagination")];
const list = { db: null, rows: null, shown: body?.rows.length ?? 0, wanted: STEP, sort: "", near: false, isSearch: false, filters: [], waiting: 0 };

const shownWorkload = () => workloadOf(list.sort.replace(/^-/, ""));

const append = (to) => {
  const part = document.createDocumentFragment();
  for (; list.shown < Math.min(to, list.rows.length); list.shown++) {
    part.append(drawn(list.db, list.rows[list.shown], shownWorkload()));
  }
  body.append(part);
  const left = list.rows.length - list.shown;
  more.hidden = left === 0;
  more.textContent = `Show ${Math.min(STEP, left)} more`;
};

const draw = (to, first) => {
  clearTimeout(list.waiting);
  body.replaceChildren();
  list.shown = 0;
  list.wanted = to;
  append(Math.min(first, to));
  if (to > first) requestAnimationFrame(() => (list.waiting = setTimeout(() => append(to))));
};

const counted = (rows) => {
  const [one, many] = form.dataset[kind() === "offers" ? "offerWords" : "words"].split(" ");
  const near = list.near ? ` with names like “${form.elements.q.value.trim()}”` : "";
  const filters = list.filters.length ? `: ${list.filters.join(", ")}` : "";
  count.textContent = `${format.grouped(rows)} ${rows === 1 ? one : many}${near}${filters}`;
  empty.hidden = rows > 0;
  empty.firstElementChild.textContent = `No ${many} match`;
  hidePages();
};

// The links to pages and the place among them speak of the list as it was built.
const hidePages = () => {
  for (const element of [pages, count.nextElementSibling]) if (element) element.hidden = true;
};

// A hundred more; the first of them takes the focus.
const showMore = async () => {
  if (!list.rows) {
    list.db = await ready();
    if (!list.db) return;
    list.rows = rowsOf(list.db);
  }
  const from = list.shown;
  list.wanted = from + STEP;
  append(list.wanted);
  body.querySelectorAll("tr:not(.of-model)")[from]?.querySelector("th a").focus();
  hidePages();
  remember();
};
