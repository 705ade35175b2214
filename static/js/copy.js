// Copy buttons: `data-copy` names the element whose text is copied, `data-what` says what it is.
// Where the element holds several texts (`data-copy-text`), the one that is shown is copied. A link copies the file that it leads to.
const startCopying = ({ target }) => {
  for (const button of target.querySelectorAll("[data-copy]")) {
    const label = button.querySelector("[data-label]") ?? button;
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
    const read = async (link) => {
      const file = await fetch(link);
      if (!file.ok) throw file;
      return file.text();
    };
    button.addEventListener("click", async (event) => {
      const link = button.href;
      if (link) event.preventDefault();
      const element = link || source();
      try {
        await navigator.clipboard.writeText(link ? await read(link) : element.textContent);
        button.dataset.copied = "";
        show("Copied", `Copied ${button.dataset.what}`);
      } catch {
        if (link) return location.assign(link);
        getSelection().selectAllChildren(element);
        show("Press Ctrl+C", "Copying is blocked. The text is selected: press Control C.");
      }
    });
  }
};
startCopying({ target: document });
document.addEventListener("added", startCopying);
