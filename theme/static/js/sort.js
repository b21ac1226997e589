// The columns of a table become buttons that sort its rows. A number is sorted by what
// the page says in data-sort. A cell without one (withheld, not published) always comes
// last, in the order of the names: its place says nothing about its value.

const language = document.documentElement.lang;
const name = (row) => row.cells[0].textContent.trim();
const byName = (a, b) => name(a).localeCompare(name(b), language, { numeric: true });

for (const table of document.querySelectorAll("table.sortable")) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, head, column));
  });
}

function sort(table, head, column) {
  const key = (row) => row.cells[column].dataset.sort;
  const rows = [...table.tBodies[0].rows];
  const known = rows.filter((row) => key(row) !== undefined);
  const isText = !known.length;
  const before = head.getAttribute("aria-sort");
  const first = isText ? "ascending" : "descending";
  const order = before ? (before === "ascending" ? "descending" : "ascending") : first;
  const turn = order === "ascending" ? 1 : -1;
  const compare = isText
    ? (a, b) => a.cells[column].textContent.localeCompare(b.cells[column].textContent, language, { numeric: true })
    : (a, b) => key(a) - key(b);
  const sorted = (isText ? rows : known).sort((a, b) => turn * compare(a, b) || byName(a, b));
  const last = isText ? [] : rows.filter((row) => key(row) === undefined).sort(byName);
  table.tBodies[0].append(...sorted, ...last);
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", order);
}
