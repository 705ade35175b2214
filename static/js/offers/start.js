// Starts the table, and the choice of an offer on a model's page.
const refresh = () => {
  if (bar) addRadios();
  showMonths();
  resort();
  if (bar) mark();
};
// What was chosen before the script came, or in the address.
const wanted = select?.value || new URLSearchParams(location.search).get("via");
sortable();
table.addEventListener("rows", () => (refresh(), fold(true)));
document.addEventListener("workload", async () => {
  showMonths();
  resort();
  await showCards();
  if (bar) mark();
});
allLink?.addEventListener("click", (event) => {
  event.preventDefault();
  loadAll().then(() => body.rows[Number(table.dataset.folds)]?.querySelector("a").focus());
});
cards?.addEventListener("click", (event) => {
  const card = event.target.closest("li");
  if (!bar || !card || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const row = () => rowsOf().find((row) => keyOf(row) === card.dataset.record);
  (row() ? Promise.resolve() : loadAll()).then(() => row() && choose(viaOf(row())));
});
refresh();
fold(false);
if (workload.get()) showCards().then(() => bar && mark());
select?.addEventListener("change", () => choose(select.value));
if (bar && wanted) choose(wanted);
