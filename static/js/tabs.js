// Panels with headings become tabs: `data-tabs` names the list, `data-panel` each panel, `data-tablist` the place.
// The choice is kept for every page.
const startTabs = ({ target }) => {
  for (const box of target.querySelectorAll("[data-tabs]")) {
    const panels = [...box.querySelectorAll(":scope > [data-panel]")];
    const list = box.querySelector("[data-tablist]");
    list.role = "tablist";
    list.ariaLabel = box.dataset.tabs;
    const tabs = panels.map((panel) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.role = "tab";
      tab.id = `${panel.id}-tab`;
      tab.textContent = panel.dataset.panel;
      tab.setAttribute("aria-controls", panel.id);
      panel.role = "tabpanel";
      panel.setAttribute("aria-labelledby", tab.id);
      list.append(tab);
      return tab;
    });
    const select = (chosen) => {
      tabs.forEach((tab, index) => {
        tab.ariaSelected = String(index === chosen);
        tab.tabIndex = index === chosen ? 0 : -1;
        panels[index].hidden = index !== chosen;
      });
    };
    const choose = (chosen) => {
      select(chosen);
      try {
        localStorage.setItem("language", panels[chosen].dataset.panel);
      } catch {}
    };
    list.addEventListener("click", (event) => {
      const chosen = tabs.indexOf(event.target);
      if (chosen >= 0) choose(chosen);
    });
    list.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(event.target);
      const count = tabs.length;
      const to = { ArrowRight: (at + 1) % count, ArrowLeft: (at + count - 1) % count, Home: 0, End: count - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      choose(to);
      tabs[to].focus();
    });
    let saved = null;
    try {
      saved = localStorage.getItem("language");
    } catch {}
    select(Math.max(0, panels.findIndex((panel) => panel.dataset.panel === saved)));
    box.dataset.ready = "";
  }
};
startTabs({ target: document });
document.addEventListener("added", startTabs);
