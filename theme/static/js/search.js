// The search page: direct hits, then Pagefind's index, filtered and sorted.
// The address says what is asked, so that it can be shared.

import { direct, loadDirect } from "./direct.js";

const form = document.getElementById("search");
const status = document.getElementById("count");
const hits = document.getElementById("direct");
const list = document.getElementById("results");
const more = document.getElementById("more");
const facets = document.getElementById("facets");
const box = document.querySelector(".found");
const ways = document.querySelector(".index");
const selects = [...facets.querySelectorAll("select")];
const PAGE = 10;
const PARTS = 3; // sections of a page that a result links to

let pagefind;
let counting = false;
let found = [];
let shown = 0;
let latest = 0;

const make = (tag, content, attributes = {}) => {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(content);
  return element;
};

async function load() {
  await loadDirect(form.dataset.index);
  pagefind = await import(form.dataset.bundle);
  // A worker would load the same code a second time.
  await pagefind.options({ baseUrl: form.dataset.root, excerptLength: 24, noWorker: true });
  await pagefind.init();
  await count();
}

// Results carry counts of facets once these are loaded, which costs more than the results.
async function count() {
  counting ||= facets.open;
  if (counting) await pagefind.filters();
}

async function open() {
  if (!pagefind || counting) return;
  await count();
  await search();
}

function readAddress() {
  const asked = new URLSearchParams(location.search);
  form.q.value = asked.get("q") ?? "";
  for (const select of selects) select.dataset.wanted = asked.get(select.name) ?? "";
  form.sort.value = asked.get("sort") ?? "";
  facets.open = selects.some((select) => select.value || select.dataset.wanted);
}

function writeAddress() {
  const asked = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...asked]) if (!value) asked.delete(name);
  history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
}

function chosen() {
  const filters = {};
  for (const select of selects) {
    const value = select.dataset.wanted || select.value;
    if (value && select.name !== "sort") filters[select.name] = value;
  }
  return filters;
}

async function search() {
  const turn = ++latest;
  const query = form.q.value.trim();
  const filters = chosen();
  document.documentElement.toggleAttribute("data-asked", query !== "");
  if (!query) {
    show([], [], {});
    status.textContent = "";
    facets.hidden = true;
    writeAddress();
    return;
  }
  const sort = form.sort.value ? { date: "desc" } : undefined;
  const answer = await pagefind.search(query, { filters, sort });
  if (turn !== latest) return;
  show(Object.keys(filters).length ? [] : direct(query), answer.results, answer.filters);
  writeAddress();
  await showMore();
}

function show(first, results, counts) {
  found = results;
  shown = 0;
  hits.replaceChildren(...first.map(hit));
  list.replaceChildren();
  more.hidden = true;
  fillFacets(counts);
  const number = found.length.toLocaleString(document.documentElement.lang);
  const some = found.length || first.length;
  if (some) box.after(ways);
  else box.append(ways); // Ways on stand where the results would.
  status.textContent = some ? status.dataset.found.replace("{count}", number) : status.dataset.none;
}

function fillFacets(counts) {
  facets.hidden = false;
  for (const select of selects) {
    if (select.name === "sort") continue;
    const wanted = select.dataset.wanted || select.value;
    select.dataset.wanted = "";
    const options = Object.entries(counts[select.name] ?? {})
      .filter(([value, count]) => count || value === wanted)
      .map(([value, count]) => make("option", `${value} (${count})`, { value, selected: value === wanted }));
    select.replaceChildren(select.options[0], ...options);
  }
}

async function showMore() {
  const turn = latest;
  const pages = await Promise.all(found.slice(shown, shown + PAGE).map((result) => result.data()));
  if (turn !== latest) return;
  shown += pages.length;
  for (const page of pages) list.append(card(page));
  more.hidden = shown >= found.length;
  list.dataset.query = form.q.value.trim();
}

function hit(entry) {
  const item = make("li", make("a", entry.title, { href: entry.href }));
  item.append(" ", make("span", [entry.kind, entry.detail].filter(Boolean).join(" · "), { className: "meta" }));
  return item;
}

function card(page) {
  const { kind, region, election } = page.filters;
  const about = [...new Set([kind, region, election].flat().filter(Boolean))].slice(0, 4);
  if (page.meta.day) about.push(page.meta.day);
  const item = make("li", make("p", about.join(" · "), { className: "meta" }), { className: "card" });
  item.append(make("h2", make("a", page.meta.title, { href: page.url }), { className: "title" }));
  const excerpt = make("p", "", { className: "excerpt" });
  excerpt.innerHTML = page.excerpt; // Pagefind escapes the page's text and adds <mark>.
  item.append(excerpt);
  const parts = page.sub_results.filter((part) => part.url.includes("#")).slice(0, PARTS);
  if (parts.length) item.append(make("p", "", { className: "places" }));
  for (const part of parts) item.lastChild.append(make("a", part.title, { href: part.url }), " ");
  return item;
}

// Up and down walk through the results; the list is made of ordinary links.
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.closest("select")) return;
  const links = [form.q, ...hits.querySelectorAll("a"), ...list.querySelectorAll("a")];
  const place = links.indexOf(document.activeElement);
  if (place < 0 || !links[place + step]) return;
  event.preventDefault();
  links[place + step].focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
facets.addEventListener("change", search);
facets.addEventListener("toggle", open);
more.addEventListener("click", showMore);
document.addEventListener("keydown", walk);

readAddress();
// On a slow network the answer is some seconds away.
if (form.q.value) status.textContent = status.dataset.searching;
try {
  await load();
  if (form.q.value) await search();
} catch (error) {
  status.textContent = status.dataset.failed;
  throw error;
}
