// The palette, which the link in the header (`data-palette`) opens. It is fetched when it is first asked for; where that fails, as from a folder,
// the link is followed.
const paletteLink = document.querySelector("[data-palette]");
let paletteScript;
let paletteSheet;

// A style sheet that something brings along when it is first asked for.
globalThis.sheetOf = (href) =>
  new Promise((loaded) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href, onload: loaded, onerror: loaded });
    document.head.append(link);
  });

const openPalette = async () => {
  try {
    paletteSheet ??= sheetOf(paletteLink.dataset.sheet);
    await paletteSheet;
    paletteScript ??= import(new URL(paletteLink.dataset.palette, document.baseURI).href);
    await paletteScript;
    globalThis.palette.open();
  } catch {
    location.assign(shortcutSwitch?.dataset.shortcutSwitch ?? paletteLink.href);
  }
};

if (paletteLink) {
  paletteLink.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openPalette();
  });
}
