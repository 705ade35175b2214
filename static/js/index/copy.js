// The button that copies an ID stands in the row below the pointer, or in the one that has the focus.
const makeCopyable = () => {
  const button = document.querySelector('[data-copy="row-id"]');
  const place = ({ target }) => {
    const head = target.closest("tr:has(.id)")?.cells[0];
    if (!head || head.contains(button)) return;
    document.getElementById("row-id")?.removeAttribute("id");
    head.querySelector(".id").id = "row-id";
    head.querySelector(".id").after(button);
  };
  for (const sign of ["pointerover", "focusin"]) body.addEventListener(sign, place);
};
