/* A field above long tables that leaves the rows which say what is typed. What is hidden is said, and paper has all rows. */
const LONG = 12;

function siftable(table, number) {
  const rows = Array.from(table.tBodies[0].rows);
  const texts = rows.map((row) => folded(row.textContent));
  const id = "sift-" + number;
  const field = make("input", { type: "search", id: id, autocomplete: "off", spellcheck: "false" });
  const state = make("span", { role: "status" });
  const sift = () => {
    const wanted = folded(field.value).split(" ");
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !wanted.every((word) => texts[at].includes(word));
      if (!row.hidden) shown += 1;
    });
    const variables = { shown: count(shown), all: count(rows.length), hidden: count(rows.length - shown) };
    state.textContent = say(shown < rows.length ? "sift-count" : "sift-all", variables);
  };
  field.addEventListener("input", sift);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || field.value === "") return;
    event.preventDefault();
    field.value = "";
    sift();
  });
  table.parentElement.before(make("p", { class: "sift" }, make("label", { for: id }, page.words["sift-label"]), field, state));
}

document.querySelectorAll("main .scroll > table").forEach((table, number) => {
  if (table.tBodies.length === 1 && table.tBodies[0].rows.length >= LONG) siftable(table, number);
});
