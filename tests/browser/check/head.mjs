// The head of a page is whole: title, description, cards, icons that exist, a manifest, and structured data of the types that
// the page's type asks for, whose prices are those that are seen.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const NAMED = ["description", "twitter:card", "generator", "viewport", "color-scheme", "theme-color"];
const GRAPH = ["og:type", "og:locale", "og:site_name", "og:title", "og:description"];
const GARBLED = /\ufffd|Ã|â€|ðŸ|πŸ|β€/;

export default async function head(site) {
  const titles = new Map();
  await site.each(site.pages, async (path) => {
    await site.with(path, {}, async (page) => {
      const seen = await page.evaluate(read);
      for (const name of NAMED) if (!seen.named[name]) site.problem(path, `no meta ${name}`);
      for (const name of GRAPH) if (!seen.graph[name]) site.problem(path, `no meta ${name}`);
      if (titles.has(seen.title)) site.problem(path, `has the title of ${titles.get(seen.title)}: ${seen.title}`);
      titles.set(seen.title, path);
      if (path !== "index.html" && !seen.title.endsWith(` | ${seen.graph["og:site_name"]}`)) site.problem(path, `title ${seen.title}`);
      if (seen.canonical && seen.canonical !== seen.graph["og:url"]) site.problem(path, `canonical ${seen.canonical}`);
      const image = seen.graph["og:image"];
      if (seen.canonical && !image?.startsWith("https://")) site.problem(path, `image ${image}`);
      if (GARBLED.test(seen.source)) site.problem(path, `garbled text: ${GARBLED.exec(seen.source)[0]}`);
      for (const href of seen.files) await exists(site, path, page, href);
      if (seen.canonical) structured(site, path, seen);
    });
  });
  await manifest(site);
}

function read() {
  const metas = (key) => Object.fromEntries([...document.querySelectorAll(`meta[${key}]`)].map((meta) => [meta.getAttribute(key), meta.content]));
  const rels = "link:is([rel=icon], [rel=apple-touch-icon], [rel=manifest], [rel=describedby], [rel=alternate])";
  return {
    title: document.title,
    named: metas("name"),
    graph: metas("property"),
    canonical: document.querySelector("link[rel=canonical]")?.href,
    files: [...document.querySelectorAll(rels)].map((link) => link.href),
    data: [...document.querySelectorAll("script[type='application/ld+json']")].map((script) => script.textContent),
    crumbs: document.querySelectorAll(".breadcrumb li").length,
    questions: [...document.querySelectorAll(".faq h3")].map((heading) => heading.textContent),
    values: [...document.querySelectorAll("main data")].map((data) => data.value),
    source: document.documentElement.outerHTML,
  };
}

async function exists(site, path, page, href) {
  const answer = await page.request.get(href);
  if (!answer.ok()) site.problem(path, `${href} answers ${answer.status()}`);
}

function structured(site, path, { data, crumbs, questions, values }) {
  if (data.length > 1) site.problem(path, `${data.length} graphs`);
  if (data.some((text) => text.includes("<"))) site.problem(path, "an unescaped < in structured data");
  const graph = data.flatMap((text) => JSON.parse(text)["@graph"]);
  const of = (type) => graph.find((thing) => thing["@type"] === type);
  const wanted = [];
  if (crumbs) wanted.push("BreadcrumbList");
  if (path === "index.html") wanted.push("WebSite", "Organization");
  if (path === "models/index.html") wanted.push("Dataset");
  if (/^(models|providers)\/[^/]+\/(?!page\/).+\/index.html$/.test(path)) wanted.push("SoftwareApplication");
  if (questions.length) wanted.push("FAQPage");
  for (const type of wanted) if (!of(type)) site.problem(path, `no ${type} in structured data`);
  if (crumbs && of("BreadcrumbList")?.itemListElement.length !== crumbs) site.problem(path, "other breadcrumbs than are seen");
  const asked = of("FAQPage")?.mainEntity.map(({ name }) => name) ?? [];
  if (String(asked) !== String(questions)) site.problem(path, "other questions than are seen");
  const downloads = of("Dataset")?.distribution.map(({ contentUrl }) => contentUrl);
  if (downloads && !downloads[0].endsWith("data/search.json")) site.problem(path, `downloads ${downloads}`);
  const items = of("ItemList")?.itemListElement.length ?? 0;
  if (/^(models|capabilities)\/([^/]+\/)?index.html$/.test(path) && path !== "capabilities/index.html" && !items) site.problem(path, "no records for machines");
  for (const { price } of of("SoftwareApplication")?.offers?.priceSpecification ?? []) {
    if (!values.some((value) => Number(value) === Number(price))) site.problem(path, `the price ${price} is not seen`);
  }
}

async function manifest(site) {
  const { name, icons, start_url: start } = JSON.parse(await readFile(join(site.root, "site.webmanifest"), "utf8"));
  if (!name || start !== "./") site.problem("site.webmanifest", `name ${name}, start ${start}`);
  for (const { src } of icons) await readFile(join(site.root, src)).catch(() => site.problem("site.webmanifest", `no ${src}`));
}
