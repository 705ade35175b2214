// The headings of columns as buttons that sort.
const largestFirst = ["context", "max_output", "capabilities", "providers", "added"];

const makeSortable = () => {
  for (const heading of document.querySelectorAll(".model-list th[data-sort]")) {
    const { sort } = heading.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.dataset.label = button.textContent;
    heading.append(button);
    button.addEventListener("click", () => {
      const turned = { ascending: `-${sort}`, descending: sort }[heading.ariaSort];
      act("sortBy", turned ?? (largestFirst.includes(sort) ? `-${sort}` : sort));
    });
    if (sort === "added") heading.ariaSort = "descending";
  }
  find("sort").addEventListener("change", ({ target }) => act("sortBy", target.value));
};
