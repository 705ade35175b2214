// Keeps an open page up to date and shows what is wrong. All text comes as data and is put into the page as text.
(() => {
  "use strict";
  const script = document.currentScript;
  const own = new URL("./", script.src);
  const scrollKey = "modelpress-scroll";
  const { page, styles } = script.dataset;
  let stylesTag = styles;
  let findingsTag = "";
  let shown = false;
  let events;

  const element = (name, text, style) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (style) made.className = style;
    return made;
  };

  // After a reload the reader stands where they stood.
  const restore = () => {
    const saved = JSON.parse(sessionStorage.getItem(scrollKey) ?? "null");
    sessionStorage.removeItem(scrollKey);
    if (saved?.at === location.href) scrollTo({ left: saved.x, top: saved.y, behavior: "instant" });
  };
  const reload = () => {
    sessionStorage.setItem(scrollKey, JSON.stringify({ at: location.href, x: scrollX, y: scrollY }));
    location.reload();
  };

  // A sheet is exchanged once the new one is there, so that the page is never without.
  const plain = (path) => path.replace(/\.[0-9a-f]{12}(?=\.[^./]+$)/, "");
  const swap = (sheets, root) => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(link.href);
      const sheet = sheets.find(({ name }) => plain(address.pathname) === new URL(name, root).pathname);
      if (!sheet) continue;
      const now = new URL(sheet.url, root);
      now.searchParams.set("v", sheet.tag);
      if (address.href === now.href) continue;
      const fresh = link.cloneNode();
      fresh.href = now.href;
      fresh.addEventListener("load", () => link.remove());
      link.after(fresh);
    }
  };

  const host = element("modelpress-findings");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = element("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("live.css", own).href;
  const badge = element("button", "", "badge");
  const dialog = element("dialog");
  const title = element("h2");
  const close = element("button", "Close (Esc)");
  const list = element("ul");
  const foot = element("p", "", "foot");
  const head = element("header");
  badge.type = "button";
  close.type = "button";
  title.id = "title";
  dialog.setAttribute("aria-labelledby", "title");
  head.append(title, close);
  dialog.append(head, list, foot);
  shadow.append(sheet, badge, dialog);
  badge.hidden = true;
  const open = () => { if (!dialog.open) dialog.showModal(); };
  badge.addEventListener("click", open);
  close.addEventListener("click", () => dialog.close());

  const counted = (number, word) => (number ? [`${number} ${word}${number === 1 ? "" : "s"}`] : []);
  const row = (finding) => {
    const item = element("li", "", finding.severity);
    const message = element("p", "", "message");
    message.append(element("span", `${finding.severity}[${finding.code}]`, "severity"), `: ${finding.message}`);
    const place = element("p", "", "place");
    if (finding.link) {
      const link = element("a", finding.place);
      link.href = finding.link;
      place.append(link);
    } else {
      place.textContent = finding.place;
    }
    item.append(message, place);
    if (finding.excerpt) item.append(element("pre", finding.excerpt));
    if (finding.help) item.append(element("p", `Help: ${finding.help}`, "help"));
    return item;
  };
  const show = (found) => {
    const words = [...counted(found.errors, "error"), ...counted(found.warnings, "warning"), ...counted(found.hints, "hint")];
    title.textContent = words.join(", ");
    badge.textContent = title.textContent;
    badge.hidden = words.length === 0;
    badge.className = found.errors ? "badge error" : "badge";
    dialog.className = found.errors ? "error" : "warning";
    list.replaceChildren(...found.list.map(row));
    foot.textContent = found.more ? `… and ${found.more} more; the terminal shows them.` : "";
    foot.hidden = !found.more;
    if (words.length && !host.isConnected) document.body.append(host);
    if (found.errors) open();
    else if (shown) dialog.close();
    shown = found.errors > 0;
    host.dataset.errors = found.errors;
  };

  const query = () => `page=${encodeURIComponent(location.pathname)}`;
  const ask = async (tag) => {
    const answer = await fetch(new URL(`findings?${query()}`, own), { cache: "no-store" });
    if (!answer.ok) return;
    findingsTag = tag;
    show(await answer.json());
  };
  const hear = (state) => {
    if (state.page !== page) return reload();
    if (state.styles_tag !== stylesTag) {
      stylesTag = state.styles_tag;
      swap(state.styles, new URL(state.base, location.origin));
    }
    if (state.findings !== findingsTag) ask(state.findings);
  };

  // Browsers keep few connections to a host: a page that nobody sees lets go of its own, and catches up when it is seen.
  const stop = () => {
    events?.close();
    events = undefined;
  };
  const start = () => {
    if (events || document.hidden) return;
    events = new EventSource(new URL(`events?${query()}`, own));
    events.addEventListener("state", (event) => hear(JSON.parse(event.data)));
    events.addEventListener("error", () => {
      if (events?.readyState !== EventSource.CLOSED) return;
      stop();
      setTimeout(start, 2000);
    });
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", start);
  addEventListener("load", restore);
  if (document.readyState === "complete") restore();
  start();

  // A draft says so, on a page that a build leaves out.
  if ("draft" in script.dataset) {
    const note = element("p", "Draft: not included in builds", "draft");
    note.setAttribute("role", "note");
    shadow.append(note);
    document.body.append(host);
  }
})();
