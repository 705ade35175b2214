// The palette at work: what is typed is looked up at once, the arrows choose, Enter opens.
let turn = 0;

const look = async () => {
  const mine = (turn += 1);
  const text = input.value;
  if (!reading) status.textContent = "Loading the directory…";
  try {
    const db = await rows();
    if (mine !== turn) return;
    draw(groupsOf(db, text));
    const nothing = text.trim() ? `Nothing matches “${text.trim()}”.` : "";
    status.textContent = choices.length ? counted(choices.length, "result", "results") : nothing;
  } catch {
    draw([]);
    status.textContent = "The directory could not be loaded. Press Enter to open the list.";
  }
};

const go = (at, isNewTab) => {
  const href = choices[at]?.href ?? (input.value.trim() ? listOf([["q", input.value.trim()]]) : `${root}models/`);
  if (isNewTab) return open(href, "_blank", "noopener");
  dialog.close();
  location.assign(href);
};

const keyed = (event) => {
  const choice = choices[marked];
  const [isPlain, chord] = [!event.altKey && !event.shiftKey, event.ctrlKey || event.metaKey];
  const deeds = {
    ArrowDown: () => choices.length && mark((marked + 1) % choices.length),
    ArrowUp: () => choices.length && mark((marked - 1 + choices.length) % choices.length),
    Enter: () => go(marked, chord),
    Tab: choice?.key && isPlain && !chord && (() => addToComparison(choice)),
    c: choice?.id && isPlain && chord && input.selectionStart === input.selectionEnd && (() => copyId(choice)),
  };
  if (event.isComposing || !Object.hasOwn(deeds, event.key) || !deeds[event.key]) return;
  event.preventDefault();
  deeds[event.key]();
};

input.addEventListener("input", look);
input.addEventListener("keydown", keyed);
cancel.addEventListener("click", () => dialog.close());
dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
box.addEventListener("click", ({ target, ctrlKey, metaKey }) => {
  const at = options().indexOf(target.closest("[role=option]"));
  if (at >= 0) go(at, ctrlKey || metaKey);
});

globalThis.palette = {
  open: (text) => {
    if (text) input.value = text;
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    showCompared();
    look();
  },
};
