/* Tables sort on a click; the page needs none of this. */
document.querySelectorAll("table.sortable").forEach(function (table) {
  var body = table.tBodies[0];
  table.querySelectorAll("thead th").forEach(function (head, column) {
    if (head.hasAttribute("data-fixed")) return;
    var button = document.createElement("button");
    button.type = "button";
    while (head.firstChild) button.appendChild(head.firstChild);
    head.appendChild(button);
    button.addEventListener("click", function () {
      var down = head.getAttribute("aria-sort") !== "descending";
      table.querySelectorAll("thead th").forEach(function (h) { h.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var key = function (row) {
        var cell = row.cells[column];
        var sort = cell.getAttribute("data-sort");
        return sort === null ? cell.textContent.trim() : parseFloat(sort);
      };
      Array.from(body.rows).map(function (row, i) { return [key(row), i, row]; }).sort(function (a, b) {
        var order = typeof a[0] === "number" && typeof b[0] === "number" ? a[0] - b[0] : String(a[0]).localeCompare(String(b[0]), document.documentElement.lang);
        return (down && typeof a[0] === "number" ? -order : down ? order : -order) || a[1] - b[1];
      }).forEach(function (item) { body.appendChild(item[2]); });
    });
  });
});
