/* Territories, crime areas, cells, indicators and sections by their names: a list that follows what is typed (the combobox pattern of the ARIA Authoring Practices). */
const MOST_FOUND = 12;

/* The place that explains a cell: its own, else its territory's. */
function cellPlace(territory, area) {
  const code = (article) => article.id.replace(/^[ta]-/, "").toLowerCase();
  const own = "cell-" + code(territory) + "-" + code(area);
  return document.getElementById(own) ? own : territory.id;
}

function entries() {
  const out = [];
  const add = (kind, text, id) => out.push({ kind, text, id, folded: folded(text) });
  const named = (selector) => Array.from(document.querySelectorAll(selector));
  const name = (article) => seen(article.querySelector("h3"));
  const territories = named("#territories > article[id]");
  const areas = named("#area-profiles > article[id]");
  territories.forEach((t) => add("find-territory", name(t), t.id));
  areas.forEach((a) => add("find-area", name(a), a.id));
  named("main section[id]").forEach((s) => {
    const head = s.querySelector("h2");
    if (head && !s.hidden) add("find-section", seen(head), s.id);
  });
  named("main tr[id^='i-'] > th").forEach((i) => add("find-indicator", seen(i), i.parentElement.id));
  territories.forEach((t) => areas.forEach((a) => add("find-cell", name(t) + " · " + name(a), cellPlace(t, a))));
  return out;
}

/* Those in which every word stands, first those that begin with what is typed. */
function found(all, typed) {
  const words = folded(typed).split(" ").filter((word) => word);
  if (!words.length) return [];
  const hits = all.filter((entry) => words.every((word) => entry.folded.includes(word)));
  const begins = (entry) => (entry.folded.startsWith(words[0]) ? 0 : entry.folded.includes(" " + words[0]) ? 1 : 2);
  return hits.map((entry, at) => [begins(entry), at, entry]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((hit) => hit[2]);
}

/* Leads to a place: folds around it are opened, and the keyboard goes on from there. */
function leadTo(id) {
  const target = document.getElementById(id);
  if (!target) return;
  for (let part = target; part; part = part.parentElement) {
    if (part.tagName === "DETAILS") part.open = true;
  }
  if (location.hash === "#" + id) target.scrollIntoView();
  else location.hash = id;
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
}

function finder(field, list, state) {
  let all = null;
  let shown = [];
  let active = -1;
  const choose = (at) => {
    active = at;
    Array.from(list.children).forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const go = (entry) => {
    field.value = "";
    state.textContent = "";
    close();
    leadTo(entry.id);
  };
  const search = () => {
    all = all || entries();
    const hits = found(all, field.value);
    shown = hits.slice(0, MOST_FOUND);
    list.replaceChildren(...shown.map((entry, at) => {
      const option = make("li", { role: "option", id: "found-" + at, "aria-selected": "false" }, entry.text, " ", make("span", { class: "quiet" }, page.words[entry.kind]));
      option.addEventListener("mousedown", (event) => { event.preventDefault(); go(entry); });
      return option;
    }));
    list.hidden = !shown.length;
    field.setAttribute("aria-expanded", String(shown.length > 0));
    choose(-1);
    const typed = field.value.trim() !== "";
    state.textContent = !typed ? "" : !hits.length ? page.words["find-none"] : say("find-count", { shown: count(shown.length), all: count(hits.length) });
  };
  field.addEventListener("input", search);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) {
      event.preventDefault();
      if (list.hidden) search();
      choose(active < 0 ? (step > 0 ? 0 : shown.length - 1) : (active + step + shown.length) % shown.length);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      go(shown[Math.max(active, 0)]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (list.hidden) field.value = "";
      state.textContent = "";
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
  });
}

finder(document.getElementById("find"), document.getElementById("found"), document.getElementById("found-count"));
