// Find my region: regions by name, old name or code while one types. The form leads to
// the one that fits best, or to the suggestions where two fit alike; without this script it leads to the list of regions.

import { areEqual, direct, loadDirect } from "./direct.js";

const form = document.getElementById("find");
const status = form.querySelector("output");
const list = form.querySelector("ul");
let ready;

const hits = () => direct(form.q.value, form.dataset.kind);

async function suggest() {
  ready ??= loadDirect(form.dataset.index);
  await ready;
  const found = hits();
  list.replaceChildren(...found.map(item));
  const said = found.length ? status.dataset.found : status.dataset.none;
  status.textContent = form.q.value.trim() ? said.replace("{count}", found.length) : "";
}

function item(entry) {
  const link = Object.assign(document.createElement("a"), { href: entry.href, textContent: entry.title });
  const detail = Object.assign(document.createElement("span"), { textContent: entry.detail });
  const made = document.createElement("li");
  made.append(link, " ", detail);
  return made;
}

async function go(event) {
  event.preventDefault();
  await suggest();
  const [first, second] = hits();
  if (second && areEqual(first, second)) return list.querySelector("a").focus();
  location.assign(first ? first.href : `${form.dataset.search}?q=${encodeURIComponent(form.q.value)}`);
}

function walk(event) {
  if (event.key === "Escape") list.replaceChildren();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const places = [form.q, ...list.querySelectorAll("a")];
  const next = places[places.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

form.addEventListener("input", suggest);
form.addEventListener("submit", go);
form.addEventListener("keydown", walk);
