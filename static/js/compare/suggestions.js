// The suggestions for a field, a list box as the ARIA Authoring Practices have it: the first one is marked, the arrows mark another, and
// Enter or leaving the field takes the one that is marked.
const suggestionsFor = (input, list, find) => {
  let choices = [];
  let marked = 0;
  let searching = null;

  const show = (isOpen) => {
    list.hidden = !isOpen;
    input.ariaExpanded = String(isOpen);
    if (!isOpen) input.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    marked = at;
    [...list.children].forEach((option, place) => (option.ariaSelected = String(place === at)));
    if (!list.hidden) input.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const option = ({ name, origin }, at) =>
    element("li", { role: "option", id: `${list.id}-${at}`, "data-at": at }, element("span", {}, name), element("small", {}, origin));

  // An emptied field shows nothing until an arrow asks for it.
  const search = async (isAsked = false) => {
    const mine = (searching = find(input.value));
    const found = await mine;
    if (mine !== searching) return;
    choices = found;
    list.replaceChildren(...choices.map(option));
    show(choices.length > 0 && document.activeElement === input && (isAsked || input.value.trim() !== ""));
    mark(0);
  };
  const move = (step) => {
    if (list.hidden) return search(true);
    mark((marked + step + choices.length) % choices.length);
    list.children[marked].scrollIntoView({ block: "nearest" });
  };

  const close = () => show(false);

  return {
    close,
    /** Follows what is typed and pressed; `take` is called with the place of what is clicked, and without one for what is marked. */
    listen: (take) => {
      const deeds = { Enter: () => take(), Escape: close, ArrowDown: () => move(1), ArrowUp: () => move(-1) };
      input.addEventListener("input", () => search());
      input.addEventListener("blur", close);
      input.addEventListener("keydown", (event) => {
        if (event.isComposing || !Object.hasOwn(deeds, event.key)) return;
        event.preventDefault();
        deeds[event.key]();
      });
      list.addEventListener("pointerdown", (event) => event.preventDefault());
      list.addEventListener("click", ({ target }) => take(Number(target.closest("li").dataset.at)));
    },
    /** The choice at a place, or that which is marked once what was typed is searched for. */
    choice: async (at) => {
      await searching;
      return choices[at ?? marked];
    },
  };
};
