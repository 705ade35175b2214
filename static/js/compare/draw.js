// The table: parts of the pattern that the page holds, cloned and filled.
const drawRow = (pattern, { first, facts }, records, sharedUnit) => {
  const row = pattern.cloneNode(true);
  const [label, unit, same] = row.querySelectorAll("th > *");
  label.textContent = first.label;
  fillOptional(unit, sharedUnit ? null : first.unit);
  if (!isSame(facts)) same.remove();
  row.classList.toggle("alone", isAlone(facts));
  if (!row.classList.length) row.removeAttribute("class");
  const cell = row.querySelector("td");
  const best = bestOf(facts);
  cell.replaceWith(
    ...facts.map((fact, at) => {
      const drawn = cell.cloneNode(true);
      drawn.dataset.record = records[at].key;
      const mark = drawn.querySelector(".best");
      drawn.replaceChildren(...drawCell(fact), mark);
      fillOptional(mark, best[at]);
      return drawn;
    }),
  );
  return row;
};

const drawGroup = (pattern, rows, records) => {
  const body = pattern.cloneNode(true);
  const [title, row] = body.rows;
  const unit = rows.every(({ first }) => first.unit === rows[0].first.unit) ? rows[0].first.unit : null;
  const name = title.querySelector("span");
  const shared = name.querySelector(".unit");
  name.replaceChildren(rows[0].group.title, " ", shared);
  fillOptional(shared, unit);
  title.querySelector("th").colSpan = records.length + 1;
  body.replaceChildren(title, ...rows.map((found) => drawRow(row, found, records, unit)));
  return body;
};

/** The table of some records, in its scroll region. */
const drawTable = (pattern, records, root) => {
  const box = pattern.content.firstElementChild.cloneNode(true);
  const table = box.querySelector("table");
  const head = table.querySelector("thead th[data-record]");
  head.replaceWith(...records.map((record) => drawHead(head, record, root)));
  const body = table.tBodies[0];
  body.remove();
  const rows = mergeRows(records.map((record) => record.comparison));
  table.append(...groupsOf(rows).map((group) => drawGroup(body, group, records)));
  return box;
};
