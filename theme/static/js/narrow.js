// Narrows a list where it stands. All records are read once, from the page that lists
// them all, on the first choice; a form that cannot narrow leads to the search instead.

const form = document.getElementById("narrow");
const status = form.querySelector("output");
let whole;

async function load() {
  const text = await (await fetch(form.dataset.all)).text();
  const list = new DOMParser().parseFromString(text, "text/html").getElementById("list");
  document.getElementById("list").replaceWith(list);
  document.querySelector(".turns")?.remove();
  return list;
}

async function narrow() {
  whole ??= load();
  const list = await whole;
  const wanted = [...form.querySelectorAll("select")].map((one) => one.value).filter(Boolean);
  const words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const item of list.querySelectorAll("[data-facets]")) {
    const own = item.dataset.facets.split(" ");
    const text = item.textContent.toLowerCase();
    const fits = wanted.every((one) => own.includes(one)) && words.every((one) => text.includes(one));
    item.hidden = !fits;
    count += fits;
  }
  for (const group of list.querySelectorAll("section")) {
    group.hidden = !group.querySelector("[data-facets]:not([hidden])");
  }
  const { found, none } = status.dataset;
  status.textContent = count ? found.replace("{count}", count.toLocaleString(document.documentElement.lang)) : none;
}

const start = () => narrow().catch(() => form.submit());
form.addEventListener("input", start);
form.addEventListener("reset", () => setTimeout(start));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
