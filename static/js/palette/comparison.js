// What can be done with a marked model besides opening it: compare it, copy its id.
const MOST_COMPARED = 4;

// What is compared stands in the session, where the lists keep it too.
const compared = () => {
  try {
    return JSON.parse(sessionStorage.getItem("compare") ?? "[]");
  } catch {
    return [];
  }
};

const showCompared = () => {
  const list = compared();
  basket.hidden = list.length === 0;
  basket.textContent = `Compare (${list.length})`;
  basket.href = `${compareAt}?${list.map(([record]) => `m=${encodeURIComponent(record).replaceAll("%2F", "/")}`).join("&")}`;
};

const addToComparison = ({ key: record, name }) => {
  const list = compared();
  const isThere = list.some(([other]) => other === record);
  if (!isThere && list.length >= MOST_COMPARED) {
    status.textContent = `${counted(MOST_COMPARED, "model", "models")} are the most that can be compared.`;
    return;
  }
  const next = isThere ? list.filter(([other]) => other !== record) : [...list, [record, name]];
  try {
    sessionStorage.setItem("compare", JSON.stringify(next));
  } catch {}
  document.dispatchEvent(new CustomEvent("compare"));
  showCompared();
  status.textContent = isThere ? `Removed ${name} from the comparison.` : `Added ${name} to the comparison.`;
};

const copyId = async ({ id }) => {
  try {
    await navigator.clipboard.writeText(id);
    status.textContent = `Copied ${id}`;
  } catch {
    status.textContent = `Copying is blocked. The ID is ${id}`;
  }
};
