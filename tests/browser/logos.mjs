// Draws logos as their owners made them and as they are published, and prints those that look different:
// node logos.mjs PLAYWRIGHT MADE PUBLISHED, where MADE holds `name.svg` and PUBLISHED `name/logo.svg`.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "./lib.mjs";

// The size at which they are compared, and the share of drawn pixels that may differ for the sake of smooth edges.
const SIZE = 96;
const EDGES = 0.05;

const [playwright, made, published] = process.argv.slice(2);
const browser = await launch(playwright);
const page = await browser.newPage();
const files = (await readdir(made)).filter((file) => file.endsWith(".svg"));
for (const file of files) {
  const paths = [join(made, file), join(published, file.replace(".svg", ""), "logo.svg")];
  const pictures = await Promise.all(paths.map((path) => readFile(path, "base64")));
  const { ink, different } = await page.evaluate(compare, { pictures, size: SIZE });
  if (ink === 0) console.log(`${file}: nothing is drawn`);
  if (different > ink * EDGES) console.log(`${file}: ${different} pixels of ${ink} differ`);
}
console.log(`${files.length} logos compared`);
await browser.close();

async function compare({ pictures, size }) {
  const [made, published] = await Promise.all(
    pictures.map(async (picture) => {
      const image = new Image(size, size);
      image.src = `data:image/svg+xml;base64,${picture}`;
      await image.decode();
      const context = Object.assign(document.createElement("canvas"), { width: size, height: size }).getContext("2d");
      context.drawImage(image, 0, 0, size, size);
      return context.getImageData(0, 0, size, size).data;
    }),
  );
  let ink = 0;
  let different = 0;
  for (let at = 0; at < made.length; at += 4) {
    if (made[at + 3] > 0) ink += 1;
    if ([0, 1, 2, 3].some((channel) => Math.abs(made[at + channel] - published[at + channel]) > 40)) different += 1;
  }
  return { ink, different };
}
