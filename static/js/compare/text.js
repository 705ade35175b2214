// A comparison as text: the rows that are shown, as Markdown or as CSV.
const onOneLine = (text) => text.replace(/\s+/g, " ").trim();

const textOf = (cell) => {
  const copy = cell.cloneNode(true);
  for (const dash of copy.querySelectorAll(".dash")) dash.textContent = "–";
  const [best] = copy.querySelectorAll(".best");
  best?.replaceWith(` (${best.textContent})`);
  return onOneLine(copy.textContent);
};

const headOf = (cell) => onOneLine(["a", ".status", "small"].map((part) => cell.querySelector(part)?.textContent ?? "").join(" "));

/** What the table says: the columns' names, and rows of group, fact, unit and values. */
const tableTexts = (table) => ({
  names: [...table.tHead.rows[0].cells].slice(1).map(headOf),
  rows: [...table.tBodies].flatMap((body) => {
    const [title, ...rows] = body.rows;
    const shown = rows.filter((row) => !row.hidden);
    const [group, sharedUnit] = ["span", ".unit"].map((part) => title.querySelector(part));
    return shown.map((row) => {
      const [label, ...cells] = row.cells;
      const [fact, unit] = ["span", ".unit"].map((part) => label.querySelector(part)?.textContent ?? "");
      const values = cells.map(textOf);
      return { group: group.firstChild.textContent.trim(), fact, unit: sharedUnit?.textContent ?? unit, values };
    });
  }),
});

const inMarkdown = (text) => text.replace(/[\\`*_[\]|<>~]/g, "\\$&");

const asMarkdown = ({ names, rows }) => {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const lines = [line(["Fact", ...names.map(inMarkdown)]), line(["---", ...names.map(() => "---")])];
  let group = "";
  for (const row of rows) {
    if (row.group !== group) lines.push(line([`**${inMarkdown(row.group)}**`, ...names.map(() => "")]));
    group = row.group;
    const fact = row.unit ? `${row.fact}, ${row.unit}` : row.fact;
    lines.push(line([fact, ...row.values].map(inMarkdown)));
  }
  return `${lines.join("\n")}\n`;
};

// A text that a spreadsheet would take for a formula gets an apostrophe.
const inCsv = (text) => `"${(/^[=+@\t\r-]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const asCsv = ({ names, rows }) => {
  const lines = [["Group", "Fact", "Unit", ...names], ...rows.map((row) => [row.group, row.fact, row.unit, ...row.values])];
  return `${lines.map((cells) => cells.map(inCsv).join(",")).join("\n")}\n`;
};
