// The heads of the columns sort the rows; the further offers of a provider stay below its first. What has no value comes last.
const columns = ["name", "figure", "figure", "figure", "figure", "figure", "month"];
const valueIn = (row, at) => {
  if (columns[at] === "name") return nameOf(row).toLowerCase();
  if (columns[at] === "month") return months.get(row);
  const cell = row.cells[at];
  return cell.querySelector("data")?.value ?? (cell.querySelector(".free") ? "0" : null);
};
const ordered = (at, isDescending) => {
  const order = columns[at] === "name" ? (a, b) => a.localeCompare(b, "en") : compare;
  return groups().sort(([a], [b]) => {
    const [left, right] = [valueIn(a, at), valueIn(b, at)];
    if (left === null || right === null) return (left === null) - (right === null);
    return isDescending ? order(right, left) : order(left, right);
  });
};
const sortable = () => {
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", async () => {
      await loadAll();
      const isAscending = head.ariaSort === "ascending";
      for (const other of table.tHead.rows[0].cells) other.ariaSort = null;
      head.ariaSort = isAscending ? "descending" : "ascending";
      resort();
    });
  });
};
const resort = () => {
  const heads = [...table.tHead.rows[0].cells];
  const at = heads.findIndex((head) => head.ariaSort);
  if (at < 0) return;
  body.replaceChildren(...ordered(at, heads[at].ariaSort === "descending").flat());
  fold(document.querySelector("[data-show-all]")?.ariaExpanded === "true");
};
