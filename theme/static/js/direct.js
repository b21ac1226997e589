// Regions by name or code and regulations by citation, out of a small index.
// An entry is [kind, title, detail, address, words].

const NOISE = new Set(["no", "nomor", "tahun", "thn", "tentang", "kode", "wilayah"]);
const SHORT = { kab: "kabupaten", prov: "provinsi", uud: "uu", undang: "undang" };
const MOST = 6;

let entries;

export async function loadDirect(address) {
  entries = (await (await fetch(address)).json()).map(([kind, title, detail, href, words]) => ({
    kind,
    title,
    detail,
    href,
    words: words.split(" "),
  }));
}

// kind  only entries of this kind, if any is named.
export function direct(query, kind) {
  const asked = words(query);
  if (!asked.length) return [];
  return entries
    .filter((entry) => !kind || entry.kind === kind)
    .filter((entry) => asked.every((word) => entry.words.some((own) => matches(own, word))))
    .map((entry) => ({ ...entry, extra: entry.words.length - asked.length, exact: exact(entry, asked) }))
    .sort((a, b) => b.exact - a.exact || a.extra - b.extra)
    .slice(0, MOST);
}

// Whether two of them fit equally well, so that only a reader can choose.
export function areEqual(one, other) {
  return one.exact === other.exact && one.extra === other.extra;
}

function words(text) {
  const found = text.toLowerCase().match(/\d+(?:\.\d+)+|[a-z0-9]+/g) ?? [];
  return found
    .map((word) => (/^\d+$/.test(word) ? word.replace(/^0+(?=\d)/, "") : (SHORT[word] ?? word)))
    .filter((word) => !NOISE.has(word));
}

// Numbers match as a whole ("7" is not "71"); words by their beginning.
function matches(own, word) {
  return /^\d/.test(word) ? own === word : own.startsWith(word);
}

function exact(entry, asked) {
  return asked.filter((word) => entry.words.includes(word)).length;
}
