// Colors of a page as numbers, and their contrast by WCAG.

// Gives a page two functions: `pixel` turns any CSS color into [red, green, blue, alpha], `behind` says what an element stands on.
export const PIXELS = `
  const paper = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  window.pixel = (color) => {
    paper.clearRect(0, 0, 1, 1);
    paper.fillStyle = color;
    paper.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = paper.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  window.behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = window.pixel(getComputedStyle(at).backgroundColor);
      if (color[3] > 0.99) return color;
    }
    return window.pixel("Canvas");
  };
`;

function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
