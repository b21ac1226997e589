// Narrows a list where it stands. Its records are read, on the first choice, from the pages
// that hold them whole: of a list cut by year the chosen year alone, or year after year, newest
// first, shown and counted as they come. A form that cannot narrow leads to the search instead.

const form = document.getElementById("narrow");
const status = form.querySelector("output");
const list = document.getElementById("list");
const isCut = form.dataset.all.includes("{value}");
const years = isCut ? [...form.year.options].map((one) => one.value).filter(Boolean) : [""];
const places = new Map(years.map((year) => [year, document.createElement("div")]));
const asked = new Map();
let latest = 0;

async function read(year) {
  const text = await (await fetch(form.dataset.all.replace("{value}", year.split(":").pop()))).text();
  const whole = new DOMParser().parseFromString(text, "text/html").getElementById("list");
  places.get(year).append(...whole.children);
  if (list.dataset.narrowed) return;
  list.dataset.narrowed = "yes";
  list.replaceChildren(...places.values());
  document.querySelector(".turns")?.remove();
}

function ask(year) {
  if (!asked.has(year)) asked.set(year, read(year));
  asked.get(year).catch(() => asked.delete(year)); // The next choice may find a better network.
  return asked.get(year);
}

function choose(place, wanted, words) {
  let count = 0;
  for (const item of place.querySelectorAll("[data-facets]")) {
    const own = item.dataset.facets.split(" ");
    const text = item.textContent.toLowerCase();
    const fits = wanted.every((one) => own.includes(one)) && words.every((one) => text.includes(one));
    item.hidden = !fits;
    count += fits;
  }
  for (const group of place.querySelectorAll("section")) {
    group.hidden = !group.querySelector("[data-facets]:not([hidden])");
  }
  place.hidden = false;
  return count;
}

function say(sentence, count, isDone) {
  status.setAttribute("aria-busy", !isDone); // Read out once, when it is known.
  status.textContent = sentence.replace("{count}", count.toLocaleString(document.documentElement.lang));
}

async function narrow() {
  const turn = ++latest;
  const { found, soFar, partly, none } = status.dataset;
  const wanted = [...form.querySelectorAll("select")].map((one) => one.value).filter(Boolean);
  const words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
  const waiting = years.filter((year) => form.year.value === year || !years.includes(form.year.value));
  for (const place of places.values()) place.hidden = true;
  let count = 0;
  for (const [done, year] of waiting.entries()) {
    try {
      await ask(year);
    } catch (error) {
      if (turn !== latest) return;
      if (!done) throw error;
      say(partly, count, true);
      return;
    }
    if (turn !== latest) return;
    count += choose(places.get(year), wanted, words);
    if (done + 1 < waiting.length) say(soFar, count, false);
  }
  say(count ? found : none, count, true);
}

const start = () => narrow().catch(() => form.submit());
form.addEventListener("input", start);
form.addEventListener("reset", () => setTimeout(start));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
