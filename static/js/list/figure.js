// Figures of a row as the build draws them: exact texts, and a dash with words where there is none.
const element = (name, className, ...content) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
};

const dash = (className, spoken) => element("span", `${className} dash`, spoken);
const unknown = () => dash("unknown", "Not stated");
const notApplicable = () => dash("not-applicable", "Not applicable");

const tokens = (count) => {
  if (count === null) return unknown();
  return count ? format.tokens(count) : notApplicable();
};

// A price of a row, or the word for its state.
const price = (db, row, column) => {
  const value = db[column][row];
  if (typeof value !== "string") {
    const states = {
      1: () => element("span", "free", "Free"),
      2: () => element("span", "included", db.plan?.[row] ?? "Included in a plan"),
      3: notApplicable,
      4: () => dash("unsupported", "Not supported"),
      6: () => "Listed at $0",
    };
    return [(states[value] ?? unknown)()];
  }
  const unit = column === "input" && db.unit?.[row];
  const shown = format.price(value, db.currency?.[row] ?? "USD");
  return unit ? [shown, " ", element("small", "", unit)] : [shown];
};

const day = (iso) => (iso === null ? unknown() : format.date(iso));

// What the workload by which rows are sorted costs, or the reader's month.
const total = (db, row, load) => {
  const units = load ? cost(db, load)(row) : null;
  if (units === null) return [];
  const digits = format.plain({ units, scale: PLACES + 8 });
  const sum = element("data", "", format.amount(digits));
  sum.value = digits;
  sum.title = load.isMonth ? "Monthly cost of your workload" : "Cost of the workload by which the list is sorted";
  return [element("small", "total", sum, load.isMonth ? "/mo" : "")];
};
