// What can be done with a marked model besides opening it: compare it, copy its id.
const showCompared = () => {
  const list = readCompared();
  basket.hidden = list.length === 0;
  basket.textContent = `Compare (${list.length})`;
  basket.href = comparisonOf(compareAt, list);
};

const addToComparison = ({ key: record, name }) => {
  const list = readCompared();
  const isThere = list.some(([other]) => other === record);
  if (!isThere && list.length >= MOST_COMPARED) {
    status.textContent = `${counted(MOST_COMPARED, "model", "models")} are the most that can be compared.`;
    return;
  }
  keepCompared(isThere ? list.filter(([other]) => other !== record) : [...list, [record, name]]);
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
