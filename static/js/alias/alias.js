// The page at a former id (`data-target` on the script's element): what stands behind the address goes along to the new one.
const { target } = document.currentScript.dataset;
location.replace(new URL(target + location.search + location.hash, document.baseURI));
