// What readers choose score columns with: two at most stand side by side.
const MOST_SCORES = 2;

// A check box for each set, of which a third unticks the first.
const fillScores = (db) => {
  const fields = find("scores");
  if (!fields || fields.querySelector('[name="score"]')) return;
  for (const [slug, , name] of db.tables.scores ?? []) {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "score", value: slug });
    fields.append(element("label", "chip", box, name));
  }
  fields.addEventListener("change", ({ target }) => {
    const others = [...fields.querySelectorAll('[name="score"]:checked')].filter((box) => box !== target);
    if (target.name === "score" && target.checked && others.length >= MOST_SCORES) others[0].checked = false;
  });
};
