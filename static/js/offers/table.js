// The table of offers of a model. Where the page has only some of them, the others come from the page of all offers when they are needed.
const table = document.querySelector("table[data-offers]");
const body = table.tBodies[0];
const say = (words) => (document.getElementById("announcement").textContent = words);
const page = (url) =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? done(request.response) : fail(new Error(url)));
    request.onerror = fail;
    request.send();
  });

// What comes from another page keeps where its links lead to.
const moved = (element) => {
  for (const link of element.querySelectorAll("a[href]")) link.href = link.href;
  return document.adoptNode(element);
};

const rowsOf = () => [...body.rows];
const allLink = document.querySelector("[data-all]");
let all;
const loadAll = () => {
  if (!allLink) return Promise.resolve();
  all ??= page(allLink.href).then(
    (other) => {
      const rows = other.querySelector("table[data-offers]").tBodies[0].rows;
      body.replaceChildren(...[...rows].map(moved));
      allLink.parentElement.remove();
      table.dispatchEvent(new Event("rows"));
    },
    () => {
      all = undefined;
      say("The offers could not be loaded. Try again.");
    },
  );
  return all;
};
