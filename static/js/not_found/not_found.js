// The page that is not there: `data-not-found` on a link to all models, which searches for what the address names.
const link = document.querySelector("[data-not-found]");
const parts = location.pathname.split("/").filter((part) => part && !/^(index|page)\b/.test(part));
const wanted = words(parts.at(-1) ?? "");
if (link && wanted) {
  link.textContent = `Search for ${wanted}`;
  link.href = `${link.getAttribute("href")}?q=${encodeURIComponent(wanted)}`;
}

// The last part of a path as somebody would type it, 80 characters at most.
function words(part) {
  try {
    part = decodeURIComponent(part);
  } catch {}
  return part.replace(/\.(html?|md|json)$/i, "").slice(0, 80).trim();
}
