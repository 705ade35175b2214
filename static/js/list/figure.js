// Figures of a row as the build draws them: the exact value in `<data>`, and words where there is none.
const element = (name, className, ...content) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
};

const figure = (value, text, fact, title) => {
  const data = element("data", "", text);
  data.value = value;
  if (fact) data.dataset.fact = fact;
  if (title) data.title = title;
  return data;
};

const dash = (className, spoken) => {
  const line = element("span", "", "–");
  line.ariaHidden = "true";
  return element("span", className, line, element("span", "visually-hidden", spoken));
};
const unknown = () => dash("unknown", "Not published");
const notApplicable = () => dash("not-applicable", "Not applicable");

const tokens = (count, fact) => {
  if (count === null) return unknown();
  return count ? figure(count, format.tokens(count), fact, format.exactTokens(count)) : notApplicable();
};

// A price of a row, or the word for its state. The fact is named only where the price is the record's own.
const price = (db, row, column, key) => {
  const value = db[column][row];
  if (typeof value !== "string") {
    const states = {
      1: () => element("span", "free", "Free"),
      2: () => element("span", "included", db.plan?.[row] ?? "Included in a plan"),
      3: notApplicable,
      4: () => dash("unsupported", "Not supported"),
    };
    return [(states[value] ?? unknown)()];
  }
  const unit = column === "input" && db.unit?.[row];
  const isOwn = !unit && (db.price_of?.[row] ?? null) === null;
  const shown = figure(value, format.price(value, db.currency?.[row] ?? "USD"), isOwn && `${form.dataset.prices}.${key}`);
  return unit ? [shown, " ", element("small", "", unit)] : [shown];
};

const day = (iso) => {
  if (iso === null) return unknown();
  const time = element("time", "", format.date(iso));
  time.dateTime = iso;
  return time;
};
