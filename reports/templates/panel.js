/* The panel of other weights: fields beside the tree, and what scores and ranks would be. It is not the assessment and says so. */
function panel(section, data) {
  const part = (name) => section.querySelector("[data-part=" + name + "]");
  const { root } = data;
  const stated = root.parts.map((p) => ({ own: p.weight, parts: (p.parts || []).map((c) => c.weight) }));
  let weights = JSON.parse(JSON.stringify(stated));
  const assessed = weigh(data, stated);
  const fields = [];

  /* A number as the report prints it. */
  const printed = (x, decimals) => {
    const [whole, fraction] = shown(x, decimals, data.even).replace("-", "\u2212").split(".");
    const grouped = whole.replace(/\d+/, (digits) => (digits.length < page.grouping.least ? digits : digits.replace(/\B(?=(\d{3})+$)/g, page.grouping.mark)));
    return fraction === undefined ? grouped : grouped + page.decimal + fraction;
  };
  const score = (x) => (x === null ? page.words["gap-short"] : (onEdge(data, x) ? "≈ " : "") + printed(x, data.decimals));
  const moved = (now, before) => {
    if (now === null || before === null) return "–";
    const text = printed(now - before, data.decimals);
    return now > before && /[1-9]/.test(text) ? "+" + text : text;
  };

  /* The rows of a table: what they are called, then rank and score as assessed and under these weights. */
  const rows = (body, names, before, published, now) => {
    const order = names.map((_, i) => i).filter((i) => before[i].score !== null || now[i].score !== null);
    order.sort((a, b) => (now[a].rank ?? Infinity) - (now[b].rank ?? Infinity) || (before[a].rank ?? Infinity) - (before[b].rank ?? Infinity) || a - b);
    body.replaceChildren(...order.map((i) => {
      const row = make("tr", now[i].rank === before[i].rank ? {} : { class: "moved" }, ...names[i]);
      for (const text of [before[i].rank ?? "–", now[i].rank ?? "–", published[i] ?? page.words["gap-short"], score(now[i].score), moved(now[i].score, before[i].score)]) {
        row.append(make("td", { class: "n" }, String(text)));
      }
      return row;
    }));
  };
  const link = (place) => make("th", { scope: "row" }, make("a", { href: "#" + place.anchor }, place.name));
  const placeNames = () => data.places.map((place) => [link(place)]);
  const cellNames = () => data.cells.map(([p, a]) => (data.byArea ? [link(data.places[p]), make("td", {}, data.areas[a].name)] : [link(data.places[p])]));

  /* What is wrong with the weights, in words; nothing where nothing is. */
  const wrong = () => {
    const nodes = [[root, weights.map((w) => w.own)], ...root.parts.map((p, i) => [p, weights[i].parts])];
    for (const [node, own] of nodes) {
      if (!own.length) continue;
      const above = own.filter((w) => w > 0);
      if (!above.length) return say("what-if-zero", { name: node.name });
      if (Math.max(...above) / Math.min(...above) > 1e9) return say("what-if-apart", { name: node.name });
    }
    return null;
  };

  const key = (code) => (/^[A-Za-z0-9_-]+$/.test(code) ? code : JSON.stringify(code));
  const decimal = (x) => (Number.isInteger(x) ? x.toFixed(1) : String(x));
  const lines = () => {
    const out = [];
    const add = (element, now) => {
      if (now === element.weight) return;
      out.push("[" + (element.indicator ? "indicator." : "node.") + key(element.code) + "]", "weight = " + decimal(now) + "  # " + decimal(element.weight), "");
    };
    root.parts.forEach((p, i) => {
      add(p, weights[i].own);
      (p.parts || []).forEach((c, k) => add(c, weights[i].parts[k]));
    });
    return out.join("\n").trimEnd();
  };

  const update = () => {
    fields.forEach((field) => field.share());
    const said = lines();
    part("lines").textContent = said || page.words["what-if-unchanged"];
    const problem = wrong();
    const now = problem ? null : weigh(data, weights);
    part("tables").hidden = !now || now.undefined;
    if (problem || now.undefined) {
      part("state").textContent = problem || page.words["what-if-undefined"];
      return;
    }
    const [list, before] = data.rolled ? [now.places, assessed.places] : [now.cells, assessed.cells];
    const ranked = list.map((_, i) => i).filter((i) => before[i].rank !== null || list[i].rank !== null);
    const changed = ranked.filter((i) => list[i].rank !== before[i].rank).length;
    const most = Math.max(0, ...ranked.map((i) => Math.abs((list[i].score ?? 0) - (before[i].score ?? 0)) * (list[i].score !== null && before[i].score !== null)));
    const edge = [...now.cells, ...now.places].some((one) => one.score !== null && onEdge(data, one.score));
    part("state").textContent = say("what-if-moved", { changed: count(changed), all: count(ranked.length), most: printed(most, data.decimals) }) + (edge ? " " + page.words["what-if-edge"] : "");
    if (data.rolled) rows(part("places"), placeNames(), assessed.places, data.assessed[1], now.places);
    if (!data.rolled || part("cells").closest("details").open) rows(part("cells"), cellNames(), assessed.cells, data.assessed[0], now.cells);
  };

  /* A slider and a number for one weight, among those of its siblings. */
  let ids = 0;
  const weightField = (element, siblings, get, set) => {
    const id = "weight-" + (ids += 1);
    const most = Math.max(1, 2 * Math.max(...siblings.map((s) => s.weight)));
    const slider = make("input", { type: "range", min: "0", max: String(most), step: "any", "aria-label": say("what-if-weight", { name: element.name }) });
    const number = make("input", { type: "number", id: id, min: "0", step: "any" });
    const share = make("span", { class: "quiet n" });
    const show = () => {
      slider.value = String(get());
      number.value = String(get());
    };
    const put = (x) => {
      if (!Number.isFinite(x) || x < 0) return;
      set(x);
      update();
    };
    slider.addEventListener("input", () => {
      const x = Number(Number(slider.value).toFixed(2));
      number.value = String(x);
      put(x);
    });
    slider.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      put(Math.max(0, Number((get() + (step * most) / 40).toFixed(2))));
      show();
    });
    number.addEventListener("input", () => {
      const x = number.value.trim() === "" ? NaN : Number(number.value);
      number.setAttribute("aria-invalid", String(!(x >= 0)));
      if (x >= 0) slider.value = String(x);
      put(x);
    });
    fields.push({ show, share: () => { const all = siblings.reduce((sum, s) => sum + s.get(), 0); share.textContent = all > 0 ? say("percent", { share: printed((100 * get()) / all, 0) }) : "–"; } });
    return make("p", { class: "weight" }, make("label", { for: id }, element.name), slider, number, share);
  };

  const family = (elements, at) => {
    const siblings = elements.map((element, i) => ({ weight: element.weight, get: () => at(i)[0] }));
    return elements.map((element, i) => weightField(element, siblings, () => at(i)[0], (x) => at(i)[1](x)));
  };
  const own = family(root.parts, (i) => [weights[i].own, (x) => { weights[i].own = x; }]);
  const sliders = root.parts.map((p, i) => {
    const inner = family(p.parts || [], (k) => [weights[i].parts[k], (x) => { weights[i].parts[k] = x; }]);
    const box = make("fieldset", {}, make("legend", { class: "said" }, p.name), own[i]);
    if (inner.length) box.append(make("div", { class: "under" }, ...inner));
    return box;
  });
  part("weights").replaceChildren(...sliders);
  const set = (to) => {
    weights = to;
    fields.forEach((field) => field.show());
    update();
  };
  part("reset").addEventListener("click", () => set(JSON.parse(JSON.stringify(stated))));
  part("equal").addEventListener("click", () => set(stated.map((w) => ({ own: 1, parts: w.parts.map(() => 1) }))));
  part("cells").closest("details").addEventListener("toggle", update);
  part("copy").addEventListener("click", () => copy(part("lines"), part("copied")));
  set(weights);
}

/* Copies a text, where the browser lets a page from disk do so; else selects it and says what to press. */
async function copy(element, state) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    state.textContent = page.words["what-if-copied"];
  } catch {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    const done = document.execCommand && document.execCommand("copy");
    state.textContent = page.words[done ? "what-if-copied" : "what-if-selected"];
  }
}

const section = document.getElementById("what-if");
if (section && page.weighing) {
  try {
    panel(section, page.weighing);
  } catch (problem) {
    section.querySelector("[data-part=state]").textContent = page.words["what-if-unknown"];
    section.querySelectorAll("[data-part=all]").forEach((all) => { all.hidden = true; });
    section.querySelector("details").open = true;
  }
}
