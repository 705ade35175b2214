// The script that searches, filters and sorts is fetched when a reader turns to the form or the headings, not before.
const form = document.getElementById("filters");
const find = (name) => document.querySelector(`[data-list="${name}"]`);
let begun;

// What that script can do, by name; nothing, and words about it, where it cannot be fetched.
const begin = async () => {
  try {
    // From the page: by itself it would be looked for beside this script.
    begun ??= import(new URL(form.dataset.script, document.baseURI).href);
    await begun;
    return globalThis.modelList;
  } catch {
    begun = undefined;
    find("failed").hidden = false;
    return null;
  }
};

// The form says while something is under way.
let acts = 0;
const act = async (deed, ...how) => {
  form.toggleAttribute("data-busy", ++acts > 0);
  try {
    return await (await begin())?.[deed](...how);
  } finally {
    form.toggleAttribute("data-busy", --acts > 0);
  }
};
