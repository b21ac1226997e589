// Pages of the live site, hashed here and compared with the manifest.

const form = document.getElementById("check");
const status = document.getElementById("verdict");
const list = document.getElementById("differing");
const facts = document.getElementById("manifest");
const root = new URL(form.dataset.root, location.href);

let manifest;

function load() {
  manifest ??= get("manifest.json").then((answer) => answer.json());
  manifest.catch(() => (manifest = undefined));
  return manifest;
}

const get = (path) => fetch(new URL(encodeURI(path), root), { cache: "no-store" });

// A reader types a full address, one below the site's root, or a file of the manifest.
function fileOf(typed, files) {
  const url = new URL(typed.trim() || root, root);
  if (url.origin !== root.origin) return;
  const path = decodeURIComponent(url.pathname);
  const below = path.startsWith(root.pathname) ? path.slice(root.pathname.length) : path.slice(1);
  return [below, `${below}index.html`, `${below}/index.html`].find((name) => Object.hasOwn(files, name));
}

async function verdict(file, files) {
  const answer = await get(file.replace(/(^|\/)index\.html$/, "$1"));
  if (!answer.ok) return "missing";
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
  const hex = [...hash].map((b) => b.toString(16).padStart(2, "0")).join("");
  return hex === files[file].sha256 ? "identical" : "differs";
}

function say(key, values) {
  status.textContent = status.dataset[key].replace(/{(\w+)}/g, (_, name) => values[name]);
}

async function one(files) {
  const file = fileOf(form.page.value, files);
  say(file ? await verdict(file, files) : "unknown", { page: file ?? form.page.value });
}

async function some(files) {
  const pages = Object.keys(files).filter((name) => name.endsWith(".html"));
  const draw = () => pages.splice(Math.random() * pages.length, 1);
  const drawn = Array.from({ length: Math.min(20, pages.length) }, draw).flat();
  const verdicts = await Promise.all(drawn.map((file) => verdict(file, files)));
  const wrong = drawn.filter((_, i) => verdicts[i] !== "identical");
  say(wrong.length ? "some" : "all", { count: drawn.length, wrong: wrong.length });
  list.append(...wrong.map((textContent) => Object.assign(document.createElement("li"), { textContent })));
}

async function describe() {
  const { commit, files } = await load();
  facts.querySelector(".commit").textContent = commit ?? "–";
  facts.querySelector(".files").textContent = Object.keys(files).length;
}

facts.hidden = false;
facts.addEventListener("toggle", describe);
form.hidden = !globalThis.crypto?.subtle; // Browsers hash only in a secure context.
if (form.hidden) say("insecure");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  list.replaceChildren();
  say("working");
  try {
    await (event.submitter?.name === "sample" ? some : one)((await load()).files);
  } catch (error) {
    say("failed");
    throw error;
  }
});
