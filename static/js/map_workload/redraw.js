// Draws a map again by the prices of the reader's workload. What goes up stays; a model that the requests do not fit is left out.
const svg = (name, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};
// The ends of the part in which dots stand, from the lines of the drawing.
const frameOf = (drawing) => {
  const [, left, right] = /^M([\d.]+) [\d.]+H([\d.]+)$/.exec(drawing.querySelector('.map-line[d*="H"]').getAttribute("d")).map(Number);
  const bottom = Number(/^M[\d.]+ ([\d.]+)v6$/.exec(drawing.querySelector('.map-line[d$="v6"]').getAttribute("d"))[1]);
  return { left, right, bottom, top: 0 };
};
const drawTicks = (drawing, { ticks }, { bottom }) => {
  for (const old of drawing.querySelectorAll('.map-line[d$="v6"], .map-tick.middle')) old.remove();
  const first = drawing.querySelector(".map-dot");
  for (const { x, label } of ticks) {
    const text = svg("text", { class: "map-tick middle", x, y: bottom, dy: 22 });
    text.textContent = label;
    first.before(svg("path", { class: "map-line", d: `M${x} ${bottom}v6` }), text);
  }
};
// Up at each model that no cheaper one is better than, level between them and to the right end.
const drawFrontier = (drawing, dots, { right, bottom }) => {
  const [area, line] = [drawing.querySelector(".map-area"), drawing.querySelector(".map-frontier")];
  if (!line) return [];
  let best = bottom + 1;
  const corners = [];
  for (const dot of [...dots].sort((a, b) => a.x - b.x || a.y - b.y)) {
    if (dot.link.matches(".map-own") || dot.y >= best) continue;
    dot.isBold = true;
    corners.push([dot.x, corners.length ? best : bottom], [dot.x, dot.y]);
    best = dot.y;
  }
  if (corners.length) corners.push([right, best]);
  const path = corners.length ? `M${corners.map((corner) => corner.join(" ")).join("L")}` : "";
  line.setAttribute("d", path);
  area.setAttribute("d", path && `${path}V${bottom}`);
  return corners;
};
const redraw = (drawing, rows, prices) => {
  const frame = frameOf(drawing);
  const known = prices.filter((price) => price !== null).map(Number);
  if (!known.length) return;
  const across = axis(known, frame.left, frame.right);
  const all = [...drawing.querySelectorAll(".map-dot")].map((link, at) => ({ link, price: prices[at], name: rows[at].cells[0].textContent, isBold: false }));
  for (const { link, price } of all) link.style.display = price === null ? "none" : "";
  const dots = all.filter(({ price }) => price !== null);
  for (const dot of dots) {
    const [circle, mark] = [dot.link.querySelector("circle"), dot.link.querySelector("use")];
    [dot.x, dot.y] = [Math.round(across.at(Number(dot.price)) * 10) / 10, Number(circle.getAttribute("cy"))];
    circle.setAttribute("cx", dot.x);
    mark.setAttribute("x", dot.x);
  }
  drawTicks(drawing, across, frame);
  placeNames(dots, drawFrontier(drawing, dots, frame), frame);
};
