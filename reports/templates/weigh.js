/* What the engine makes of other weights, with its digits: the same means over the same values in the same order. Nothing here knows the page. */
const SLACK = 1e-9;

/* A sum that keeps the low parts which a plain one loses (Neumaier). */
function total(values) {
  let high = 0;
  let low = 0;
  for (const x of values) {
    const t = high + x;
    low += Math.abs(high) >= Math.abs(x) ? high - t + x : x - t + high;
    high = t;
  }
  return Number.isFinite(high) ? high + low : high;
}

function power(x, p) {
  if (p === 1) return x;
  if (p === 2) return x * x;
  if (p === -1) return 1 / x;
  return p === 0.5 ? Math.sqrt(x) : Math.pow(x, p);
}

function root(x, p) {
  if (p === 2) return Math.sqrt(x);
  if (p === 0.5) return x * x;
  return Math.abs(p) === 1 ? power(x, p) : Math.pow(x, 1 / p);
}

/* Where the cumulative weight passes half, or the mean of the two values where it is exactly half. */
function median(xs, ws, all) {
  const order = xs.map((_, i) => i).sort((a, b) => xs[a] - xs[b] || a - b);
  for (let k = 0; k < order.length; k += 1) {
    const twice = 2 * total(order.slice(0, k + 1).map((i) => ws[i]));
    const at = xs[order[k]];
    if (Math.abs(twice - all) <= 1e-12 * all) {
      const next = k + 1 < order.length ? xs[order[k + 1]] : at;
      return next === at ? at : at / 2 + next / 2;
    }
    if (twice > all) return at;
  }
  return xs[order[order.length - 1]];
}

function powerMean(weighted, xs, p) {
  if (p < 0 && xs.includes(0)) return 0;
  if (Math.abs(p) < 1e-30) return geometric(weighted, xs);
  if (Math.abs(p) < 0.0625) {
    const s = Math.max(weighted((x) => Math.expm1(p * Math.log(x))), -1);
    return Math.exp(Math.log1p(s) / p);
  }
  const direct = root(weighted((x) => power(x, p)), p);
  if (Number.isFinite(direct) && direct > 0) return direct;
  // x^p left the range of a double: the value that rules the sum is taken out first.
  const extreme = p > 0 ? Math.max(...xs) : Math.min(...xs);
  return extreme === 0 ? 0 : extreme * root(weighted((x) => power(x / extreme, p)), p);
}

function geometric(weighted, xs) {
  return xs.includes(0) ? 0 : Math.exp(weighted(Math.log));
}

function imbalance(weighted, xs, sign) {
  if (xs.every((x) => x === 0)) return 0;
  const m = weighted((x) => x);
  if (m <= 0) return null;
  return m + sign * (weighted((x) => (x - m) * (x - m)) / m);
}

/* The mean of values with weights above 0; null where it is not defined for them. */
function mean([kind, parameter], xs, ws) {
  const all = total(ws);
  const weighted = (f) => total(xs.map((x, i) => ws[i] * f(x))) / all;
  if (["geometric", "harmonic", "power"].includes(kind) && xs.some((x) => x < 0)) return null;
  switch (kind) {
    case "arithmetic": return weighted((x) => x);
    case "geometric": return geometric(weighted, xs);
    case "harmonic": return xs.includes(0) ? 0 : all / total(xs.map((x, i) => ws[i] / x));
    case "power": return powerMean(weighted, xs, parameter);
    case "median": return median(xs, ws, all);
    case "min": return Math.min(...xs);
    case "max": return Math.max(...xs);
    case "mazziotta-pareto": return imbalance(weighted, xs, parameter);
    default: throw new Error("unknown mean " + kind);
  }
}

/* On the scale where all values are: rounding carries none past its ends, only a penalty does. */
function onScale(data, kind, xs, ws) {
  const score = mean(kind, xs, ws);
  if (score === null || !Number.isFinite(score)) return { undefined: true };
  const [low, high] = data.scale;
  const on = (x) => x >= low && x <= high;
  if (on(score) || !xs.every(on)) return { score };
  const penalised = kind[0] === "mazziotta-pareto" && score < low - (high - low) * 1e-9;
  return { score: penalised ? score : Math.min(Math.max(score, low), high) };
}

/* What stands in a slot: `null` no child of this area, "out" does not apply, "gap" no score, "bare" a gap without any indicator, else score, coverage, and where they count confidence and the share of enforcement counts. */
function state(stated) {
  if (!Array.isArray(stated)) return { applies: stated !== "out", leafless: stated === "bare", score: null, coverage: 0, confidence: 0, enforcement: 0 };
  return { applies: true, leafless: false, score: stated[0], coverage: stated[1], confidence: stated[2] || 0, enforcement: stated[3] || 0 };
}

/* A node from its children, each with its weight: a score, a gap, or out of question. */
function settle(data, node, children, top) {
  const s = { applies: false, gap: false, absent: false, applying: 0, covered: 0, trusted: 0, used: 0, enforcement: 0, measured: false };
  const xs = [];
  const ws = [];
  for (const { child, weight, at } of children) {
    if (!at.applies) {
      s.absent = s.absent || child.required;
      continue;
    }
    s.gap = s.gap || (child.required && at.score === null);
    if (weight <= 0) continue;
    s.applies = true;
    s.applying += weight;
    s.covered += weight * at.coverage;
    if (at.score === null) continue;
    s.trusted += weight * at.confidence;
    s.used += weight;
    s.enforcement += weight * at.enforcement;
    s.measured = s.measured || at.enforcement < 1 - 1e-12;
    const x = child.invert ? data.scale[0] + data.scale[1] - at.score : at.score;
    xs.push(node.floor === null ? x : Math.max(x, node.floor));
    ws.push(weight);
  }
  const none = { applies: true, leafless: false, score: null, coverage: 0, confidence: 0, enforcement: s.used > 0 ? s.enforcement / s.used : 0 };
  if (!children.some((c) => c.weight > 0 && !c.at.leafless)) return { ...none, leafless: true };
  if (s.absent || !s.applies) return { ...none, applies: false };
  const coverage = s.covered / s.applying;
  let confidence = s.trusted / s.applying;
  if (data.trust && s.used > 0 && !s.measured) confidence = Math.min(confidence, data.trust.alone);
  const refused = s.gap || s.used <= 0 || coverage < node.least - SLACK || (top && data.trust && confidence < data.trust.floor);
  if (refused) return none;
  const made = onScale(data, node.mean, xs, ws);
  return made.undefined ? { ...none, undefined: true } : { ...none, score: made.score, coverage, confidence };
}

/* A cell: the parts of the root from their own parts, then the root. */
function cell(data, slots, weights) {
  let next = 0;
  let undefinedMean = false;
  const take = () => data.states[slots[next++]];
  const parts = data.root.parts.map((part, p) => {
    let at;
    if (part.parts === null) {
      const stated = take();
      if (stated === null) return null;
      at = state(stated);
    } else {
      const own = part.parts.map((child, c) => ({ child, weight: weights[p].parts[c], stated: take() }));
      at = settle(data, part, own.filter((o) => o.stated !== null).map((o) => ({ ...o, at: state(o.stated) })), false);
      undefinedMean = undefinedMean || at.undefined === true;
    }
    return { child: part, weight: weights[p].own, at };
  });
  const made = settle(data, data.root, parts.filter((part) => part !== null), true);
  return { ...made, undefined: undefinedMean || made.undefined === true };
}

/* A territory over its cells. */
function rollUp(data, members) {
  let [applying, covered, trusted, used] = [0, 0, 0, 0];
  const xs = [];
  const ws = [];
  for (const { at, weight } of members) {
    if (!at.applies || weight <= 0) continue;
    applying += weight;
    if (at.score === null) continue;
    covered += weight * at.coverage;
    trusted += weight * at.confidence;
    used += weight;
    xs.push(data.rolled.floor === null ? at.score : Math.max(at.score, data.rolled.floor));
    ws.push(weight);
  }
  const low = used <= 0 || covered / applying < data.rolled.least - SLACK || (data.trust && trusted / applying < data.trust.floor);
  return low ? { score: null } : onScale(data, data.rolled.mean, xs, ws);
}

/* Competition ranks of scores rounded to nine decimals, as the engine ranks. */
function ranks(scores) {
  const WHOLE = 6755399441055744;
  const rounded = scores.map((s) => (s === null ? null : Math.abs(s * 1e9) < 2251799813685248 ? (s * 1e9 + WHOLE - WHOLE) / 1e9 : s));
  return rounded.map((s) => (s === null ? null : 1 + rounded.filter((other) => other !== null && other > s).length));
}

/* Scores and ranks of all cells and territories under these weights: for each part of the root `own`, and `parts` for what is under it. */
function weigh(data, weights) {
  const cells = data.cells.map((c) => cell(data, c.slice(2), weights));
  const member = (i) => ({ at: cells[i], weight: data.areas[data.cells[i][1]].weight });
  const places = data.rolled ? data.places.map((place) => rollUp(data, place.cells.map(member))) : [];
  const of = (list) => {
    const scores = list.map((one) => (one.score === undefined ? null : one.score));
    const placed = ranks(scores);
    return scores.map((score, i) => ({ score, rank: placed[i] }));
  };
  return { cells: of(cells), places: of(places), undefined: [...cells, ...places].some((one) => one.undefined === true) };
}

/* A number in its published form: twelve significant digits, then so many decimals, half away from zero or to the even digit. */
function shown(x, decimals, even) {
  const [mantissa, exponent] = Math.abs(x).toExponential(11).split("e");
  const digits = mantissa.replace(".", "");
  const digit = (p) => Number(digits[Number(exponent) - p] || 0);
  const top = Math.max(Number(exponent), 0);
  let kept = "";
  for (let p = top; p >= -decimals; p -= 1) kept += digit(p);
  const after = digit(-decimals - 1);
  const rest = [...digits].some((d, i) => d !== "0" && Number(exponent) - i < -decimals - 1);
  const up = even ? after > 5 || (after === 5 && (rest || Number(kept[kept.length - 1]) % 2 === 1)) : after >= 5;
  const whole = String(BigInt(kept) + (up ? 1n : 0n)).padStart(decimals + 1, "0");
  const cut = whole.length - decimals;
  return (x < 0 && /[1-9]/.test(whole) ? "-" : "") + whole.slice(0, cut) + (decimals > 0 ? "." + whole.slice(cut) : "");
}

/* Whether the last digit hangs on less than a logarithm or a power of this browser can differ from the engine's by. */
function onEdge(data, score) {
  const exact = ([kind, p]) => kind !== "geometric" && (kind !== "power" || [1, -1, 2, 0.5].includes(p));
  const nodes = [data.root, ...data.root.parts.filter((part) => part.parts !== null), ...(data.rolled ? [data.rolled] : [])];
  if (nodes.every((node) => exact(node.mean))) return false;
  const scaled = Math.abs(score) * 10 ** data.decimals;
  return Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-9 * 10 ** data.decimals;
}
