"use strict";
/* What the parts of this script share: the data of the page, its words, and texts as a search compares them. Without the script the page reads as it stands. */
const page = JSON.parse(document.getElementById("page-data").textContent);
const language = document.documentElement.lang;

/* A sentence of the page's language with its variables filled in. */
function say(id, variables) {
  return page.words[id].replace(/\{(\w+)\}/g, (_, name) => String(variables[name]));
}

function count(n) {
  return n.toLocaleString(language);
}

/* Without accents and case: "mexico" finds "México". */
function folded(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/\s+/g, " ").trim();
}

function make(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

/* What changes on the page is said to those who do not see it. */
const announcer = make("p", { class: "said", role: "status" });
document.body.append(announcer);
function announce(text) {
  announcer.textContent = text;
}

/* The text of a cell without what is said to screen readers alone. */
function seen(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll(".said, .interval, .sub").forEach((part) => part.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/* What only the script can do is hidden where there is none. */
document.querySelectorAll("[data-script]").forEach((part) => { part.hidden = false; });
