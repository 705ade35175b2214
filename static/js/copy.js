// Copy buttons: `data-copy` names the element whose text is copied, `data-what` says what it is.
// Where the element holds several texts (`data-copy-text`), the one that is shown is copied.
const startCopying = ({ target }) => {
  for (const button of target.querySelectorAll("[data-copy]")) {
    const label = button.querySelector("[data-label]");
    const idle = label.textContent;
    let timer;
    const source = () => {
      const element = document.getElementById(button.dataset.copy);
      const texts = [...element.querySelectorAll("[data-copy-text]")];
      return texts.find((text) => text.checkVisibility({ visibilityProperty: true })) ?? element;
    };
    const show = (word, announcement) => {
      label.textContent = word;
      document.getElementById("announcement").textContent = announcement;
      clearTimeout(timer);
      timer = setTimeout(() => {
        label.textContent = idle;
        delete button.dataset.copied;
        document.getElementById("announcement").textContent = "";
      }, 2000);
    };
    button.addEventListener("click", async () => {
      const element = source();
      try {
        await navigator.clipboard.writeText(element.textContent);
        button.dataset.copied = "";
        show("Copied", `Copied ${button.dataset.what}`);
      } catch {
        getSelection().selectAllChildren(element);
        show("Press Ctrl+C", "Copying is blocked. The text is selected: press Control C.");
      }
    });
  }
};
startCopying({ target: document });
document.addEventListener("added", startCopying);
