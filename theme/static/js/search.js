// The search page: Pagefind's index, filtered and sorted; the address says what is asked.

const form = document.getElementById("search");
const status = document.getElementById("count");
const list = document.getElementById("results");
const more = document.getElementById("more");
const facets = document.getElementById("facets");
const selects = [...facets.querySelectorAll("select")];
const PAGE = 10;

let pagefind;
let found = [];
let shown = 0;

const text = (tag, content, attributes = {}) => {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(content);
  return element;
};

async function load() {
  pagefind = await import(form.dataset.bundle);
  await pagefind.options({ baseUrl: form.dataset.root, excerptLength: 24 });
  await pagefind.init();
}

function readAddress() {
  const asked = new URLSearchParams(location.search);
  form.q.value = asked.get("q") ?? "";
  for (const select of selects) select.dataset.wanted = asked.get(select.name) ?? "";
}

function writeAddress() {
  const asked = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...asked]) if (!value) asked.delete(name);
  history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
}

function chosen() {
  const filters = {};
  for (const { name, value } of selects) if (value && name !== "sort") filters[name] = value;
  return filters;
}

async function search() {
  writeAddress();
  const query = form.q.value.trim();
  list.replaceChildren();
  more.hidden = true;
  if (!query) {
    facets.hidden = true;
    status.textContent = "";
    return;
  }
  const sort = form.sort.value ? { date: "desc" } : undefined;
  const answer = await pagefind.search(query, { filters: chosen(), sort });
  found = answer.results;
  shown = 0;
  fillFacets(answer.filters);
  status.textContent = found.length
    ? status.dataset.found.replace("{count}", found.length.toLocaleString(document.documentElement.lang))
    : status.dataset.none;
  await showMore();
}

function fillFacets(counts) {
  facets.hidden = false;
  for (const select of selects) {
    if (select.name === "sort") continue;
    const wanted = select.dataset.wanted || select.value;
    select.dataset.wanted = "";
    const options = Object.entries(counts[select.name] ?? {})
      .filter(([value, count]) => count || value === wanted)
      .map(([value, count]) => text("option", `${value} (${count})`, { value, selected: value === wanted }));
    select.replaceChildren(select.options[0], ...options);
  }
}

async function showMore() {
  const pages = await Promise.all(found.slice(shown, shown + PAGE).map((result) => result.data()));
  shown += pages.length;
  for (const page of pages) list.append(card(page));
  more.hidden = shown >= found.length;
}

function card(page) {
  const item = text("li", "", { className: "card" });
  const link = text("a", page.meta.title, { href: page.url });
  const about = [page.filters.kind, page.filters.region, page.filters.election].flat().filter(Boolean);
  const meta = text("p", [...new Set(about)].slice(0, 4).join(" · "), { className: "meta" });
  const heading = text("h3", link);
  const excerpt = text("p", "", { className: "excerpt" });
  excerpt.innerHTML = page.excerpt; // Pagefind escapes the page's text and adds <mark>.
  item.append(meta, heading, excerpt);
  return item;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
facets.addEventListener("change", search);
more.addEventListener("click", showMore);

readAddress();
try {
  await load();
  for (const select of selects) if (select.name === "sort") select.value = select.dataset.wanted;
  if (form.q.value) await search();
} catch (error) {
  status.textContent = status.dataset.failed;
  throw error;
}
