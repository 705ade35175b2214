// The head of a column: name, lifecycle status, author or provider.
const drawHead = (pattern, record, root) => {
  const head = pattern.cloneNode(true);
  head.dataset.record = record.key;
  const link = head.querySelector("a");
  link.href = root + record.url;
  link.textContent = record.name;
  const { mark, source } = record.comparison;
  const status = head.querySelector(".status");
  if (mark) status.className = `status status-${mark.status}`;
  fillOptional(status, mark?.label);
  head.querySelector("small").textContent = source;
  return head;
};
