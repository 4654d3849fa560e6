/* Tables are put in another order by the buttons in their heads: up, down, and back to the order of the report. */
function numeral(text) {
  const plain = text.replace(/[\s%]/g, "").replace("\u2212", "-");
  const ascii = page.decimal === "," ? plain.replace(/\./g, "").replace(",", ".") : plain.replace(/,/g, "");
  const found = /^[^\d+-]*([+-]?\d+(?:\.\d+)?)/.exec(ascii);
  return found ? parseFloat(found[1]) : null;
}

/* What a row is put in order by: a number where its column has numbers, none where a cell says nothing. */
function orderKey(row, column, numbers) {
  const cell = row.cells[column];
  if (!cell) return null;
  const stated = cell.getAttribute("data-sort");
  if (stated !== null) return parseFloat(stated);
  const text = seen(cell);
  if (numbers) return numeral(text);
  return text === "–" || text === "" ? null : text;
}

function compared(a, b, sign) {
  if (a === null || b === null) return (a === null) - (b === null);
  return sign * (typeof a === "number" ? a - b : a.localeCompare(b, language));
}

function orderable(table) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const name = seen(head);
    if (!name) return;
    const numbers = head.classList.contains("n");
    const button = make("button", { type: "button" });
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const order = { null: "descending", descending: "ascending", ascending: null };
      const first = numbers || rows.some((row) => row.cells[column] && row.cells[column].hasAttribute("data-sort"));
      const turned = { null: "ascending", ascending: "descending", descending: null };
      const next = (first ? order : turned)[String(head.getAttribute("aria-sort"))];
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      table.classList.toggle("reordered", next !== null);
      if (next === null) {
        body.append(...rows);
        announce(say("sort-none", {}));
        return;
      }
      head.setAttribute("aria-sort", next);
      const sign = next === "ascending" ? 1 : -1;
      const keyed = rows.map((row, at) => [orderKey(row, column, numbers), at, row]);
      keyed.sort((a, b) => compared(a[0], b[0], sign) || a[1] - b[1]);
      body.append(...keyed.map((item) => item[2]));
      announce(say(next === "ascending" ? "sort-up" : "sort-down", { column: name }));
    });
  });
}

/* Tables of one head and rows of equal standing; a tree keeps its order. */
document.querySelectorAll("main .scroll > table").forEach((table) => {
  const heads = table.tHead && table.tHead.rows.length === 1;
  if (heads && table.tBodies.length === 1 && table.tBodies[0].rows.length > 2 && !table.querySelector(".depth, td[rowspan], td[colspan], th[colspan]")) orderable(table);
});
