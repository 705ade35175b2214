// Names beside dots, where there is room: those of the frontier first. A name that touches a dot, another name, the frontier or
// the edge is left out.
const [HEIGHT, WIDTH] = [15, 7.2];
const PLACES = [[10, 4, "start"], [-10, 4, "end"], [0, -12, "middle"], [0, 20, "middle"]];
const boxOf = ([dx, dy, anchor], { x, y, name }) => {
  const width = name.length * WIDTH;
  const left = x + dx - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
  return { left, right: left + width, top: y + dy - HEIGHT + 3, bottom: y + dy + 3, at: [x + dx, y + dy], anchor };
};
const touches = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
const around = ({ x, y }) => ({ left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 });

const between = ([x, y], [to, other]) => ({ left: Math.min(x, to) - 1, right: Math.max(x, to) + 1, top: Math.min(y, other) - 1, bottom: Math.max(y, other) + 1 });

const placeNames = (dots, corners, { left, right, top, bottom }) => {
  const lines = corners.slice(1).map((corner, at) => between(corners[at], corner));
  const taken = [...lines, ...dots.map((dot) => ({ ...around(dot), dot }))];
  const isInside = (box) => box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
  for (const dot of [...dots].sort((a, b) => b.isBold - a.isBold)) {
    const fits = (box) => isInside(box) && taken.every((other) => other.dot === dot || !touches(box, other));
    const box = PLACES.map((place) => boxOf(place, dot)).find(fits);
    dot.link.querySelector("text")?.remove();
    if (!box) continue;
    taken.push(box);
    const text = svg("text", { class: dot.isBold ? `${box.anchor} bold` : box.anchor, x: box.at[0], y: box.at[1] });
    text.textContent = dot.name;
    dot.link.append(text);
  }
};
