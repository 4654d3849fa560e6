/* The contents show where one is, and a link to another language leads to the same place. */
const stops = Array.from(document.querySelectorAll("main section[id], main article[id]"));
const links = new Map();
document.querySelectorAll(".contents a[href^='#']").forEach((link) => links.set(link.getAttribute("href").slice(1), link));
let here = null;

function orient() {
  const line = window.innerHeight * 0.3;
  let stop = null;
  for (const each of stops) {
    if (!each.hidden && each.getBoundingClientRect().top <= line) stop = each;
  }
  if (stop === here) return;
  here = stop;
  document.querySelectorAll(".contents [aria-current]").forEach((link) => link.removeAttribute("aria-current"));
  for (let part = here; part; part = part.parentElement && part.parentElement.closest("[id]")) {
    const link = links.get(part.id);
    if (link) link.setAttribute("aria-current", "location");
  }
}

const observer = new IntersectionObserver(orient, { rootMargin: "0px 0px -70% 0px", threshold: [0, 0.01, 1] });
stops.forEach((stop) => observer.observe(stop));

document.querySelectorAll(".languages a").forEach((link) => {
  link.addEventListener("click", () => {
    const named = decodeURIComponent(location.hash.slice(1));
    const target = named && document.getElementById(named);
    const near = target && Math.abs(target.getBoundingClientRect().top) < window.innerHeight;
    link.hash = near ? named : here ? here.id : "";
  });
});
