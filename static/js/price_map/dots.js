// Dots of a map: which one is nearest to the pointer, and which row of the table is that of a dot.
const dotsOf = (drawing) => [...drawing.querySelectorAll(".map-dot")];
const REACH = 26;

const center = (dot) => {
  const { x, y, width, height } = dot.querySelector("circle").getBoundingClientRect();
  return [x + width / 2, y + height / 2];
};

// The dot whose center is nearest to a point, if one is near.
const nearest = (drawing, { clientX, clientY }) => {
  const near = dotsOf(drawing).map((dot) => {
    const [x, y] = center(dot);
    return { dot, far: Math.hypot(x - clientX, y - clientY) };
  });
  const first = near.reduce((one, other) => (other.far < one.far ? other : one));
  return first.far <= REACH ? first.dot : null;
};

// The dot that an event means: the one whose name it is on, else the nearest.
const aimed = (drawing, event) => (event.target.matches("text") && event.target.closest(".map-dot")) || nearest(drawing, event);

const close = () => {
  delete opened?.dataset.open;
  opened = null;
  card.remove();
};

// Stands above and left of its dot, which the frontier leaves empty; on a narrow screen below the drawing.
const place = (map, drawing, dot) => {
  drawing.after(card);
  const [frame, [x, y]] = [map.getBoundingClientRect(), center(dot)];
  const { width, height } = card.getBoundingClientRect();
  const left = x - frame.left - width - 20;
  const right = Math.min(x - frame.left + 20, frame.width - width);
  card.style.left = `${left >= 0 ? left : right}px`;
  card.style.top = `${Math.max(0, y - frame.top - height - 8)}px`;
};

const open = (dot) => {
  if (dot === opened) return;
  close();
  const [map, drawing] = [dot.closest(".price-map"), dot.closest("svg")];
  opened = dot;
  dot.dataset.open = "";
  fill(map, map.querySelector("tbody").rows[dotsOf(drawing).indexOf(dot)]);
  place(map, drawing, dot);
};
