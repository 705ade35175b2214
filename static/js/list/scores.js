// Columns of scores: one for each set that the reader chooses. Only scores of one set stand in a column. A score that the
// author of a model published is shown as such, and comes last in every order.
// A set of the data: its name in addresses, the benchmark, the full name, whether more (1) or less (-1) is better, its sign of percent.
const setOf = (db, slug) => db.tables.scores?.find(([name]) => name === slug);
const chosenSets = (db) => new FormData(form).getAll("score").map((slug) => setOf(db, slug)).filter(Boolean);

// The score of a row in a set: its digits, and whether the author published it.
const scoreOf = (db, row, set) => {
  const at = db.tables.scores.indexOf(set);
  return db.scores?.[row]?.find(([of]) => of === at)?.slice(1);
};

const signed = (digits) => (digits.startsWith("-") ? -decimal(digits.slice(1)) : decimal(digits));

// By what rows are sorted; `null` where a score is not ranked.
const rankedScore = (db, set) => (row) => {
  const [digits, isOwn] = (set?.[3] && scoreOf(db, row, set)) || [];
  return digits === undefined || isOwn ? null : signed(digits);
};

const scoreCell = (db, row, set) => {
  const [digits, isOwn] = scoreOf(db, row, set) ?? [];
  const cell = element("td", "number c-score", digits === undefined ? unknown() : `${digits}${set[4]}`);
  if (isOwn) cell.append(" ", element("small", "", "by author"));
  return cell;
};

const scoreHeading = ([slug, benchmark, name, better]) => {
  const button = element("button", "", benchmark, element("span", "visually-hidden", name.slice(benchmark.length)));
  const heading = element("th", "number c-score", button);
  button.type = "button";
  Object.assign(heading, { scope: "col", title: name });
  heading.dataset.sort = `score-${slug}`;
  const [first, second] = better < 0 ? ["", "-"] : ["-", ""];
  button.addEventListener("click", () => sortBy(`${list.sort === `${first}score-${slug}` ? second : first}score-${slug}`));
  return heading;
};

// Puts the headings of the chosen sets into the table.
const showScores = (db) => {
  const sets = chosenSets(db);
  const table = body.closest("table");
  for (const old of table.querySelectorAll("thead .c-score")) old.remove();
  table.querySelector("thead .c-added").before(...sets.map(scoreHeading));
  table.parentElement.classList.toggle("has-scores", sets.length > 0);
  table.style.setProperty("--scores", sets.length);
};
