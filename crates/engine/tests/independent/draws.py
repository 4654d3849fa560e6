"""The draws of a small project by themselves, in numpy: nothing of the engine is used here.

Eight territories, two crime areas, five indicators; BRA lacks `b`, CHL lacks `c`, so that its market is
a gap in one area. Rows of `e` are two years old, and the method states a drift of 3 points.
Prints the 5 %, 50 % and 95 % quantiles of every score that `tests/rules/independent.rs` compares.

usage: python3 draws.py [DRAWS]
"""
import sys
import numpy as np

N = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
rng = np.random.default_rng(20261130)
T = ['ARG', 'BOL', 'BRA', 'CHL', 'COL', 'ECU', 'PER', 'URY']
V = {
    'a': [60, 40, 12, 80, 55, 33, 71, 20],
    'b': [55, 30, None, 75, 62, 28, 66, 31],
    'c': [70, 20, 50, None, 64, 45, 80, 15],
    'd': [30, 35, 90, 98, 41, 52, 63, 22],
    'e': [20, 60, 45, 65, 52, 38, 70, 25],
}
SD = {'a': 2.0, 'b': 5.0, 'c': 10.0, 'd': 5.0, 'e': np.hypot(10.0, 3.0 * np.sqrt(2.0))}
AREAS = {'one': 'c', 'two': 'd'}
SHARE, SMOOTHING = 0.16, 0.8


def at(code, t):
    return V[code][T.index(t)]


def relation(x, y, here):
    """Predictive draws at `here` from pairs: a shrunk line with widened residuals, or `here` itself."""
    x, y = np.array(x, float), np.array(y, float)
    k = len(x)
    slope = np.cov(x, y)[0, 1] / x.var(ddof=1)
    r2 = np.corrcoef(x, y)[0, 1] ** 2
    slope *= max(0.0, 1 - (1 - r2) / (r2 * (k - 2)))
    residual = y - y.mean() - slope * (x - x.mean())
    wider = np.sqrt(k / (k - 2) * (1 + (1 + (here - x.mean()) ** 2 / x.var()) / k))
    line = y.mean() + slope * (here - x.mean()) + wider * rng.choice(residual, N)
    noise = SMOOTHING * residual.std() * k ** -0.2 * rng.standard_normal(N)
    centre = y.mean() + slope * (here - x.mean())
    alike = rng.random(N) < SHARE
    return np.where(alike, here, line) + noise, np.where(alike, 0.0, line - centre) + noise


def mean(a, xs, ws):
    if a == 'geometric':
        return np.exp(sum(w * np.log(x) for x, w in zip(xs, ws)) / sum(ws))
    return sum(w * x for x, w in zip(xs, ws)) / sum(ws)


leaf = {}
for code, values in V.items():
    for t, v in zip(T, values):
        if v is not None:
            leaf[code, t] = np.clip(v + SD[code] * rng.standard_normal(N), 0, 100)
others = [t for t in T if t != 'BRA']
drawn, _ = relation([at('a', t) for t in others], [at('b', t) for t in others], at('a', 'BRA'))
leaf['b', 'BRA'] = np.clip(drawn, 0, 100)

actors = {t: at('a', t) if t == 'BRA' else (2 * at('a', t) + at('b', t)) / 3 for t in T}
others = [t for t in T if t != 'CHL']
market_of_chl, _ = relation([actors[t] for t in others], [at('c', t) for t in others], actors['CHL'])
market_of_chl = np.clip(market_of_chl, 0, 100)
level = {t: at('d', t) if t == 'CHL' else (at('c', t) + at('d', t)) / 2 for t in T}
_, unknown = relation([level[t] for t in others], [at('c', t) for t in others], level['CHL'])

dirichlet = lambda w: rng.dirichlet(50 * np.array(w) / sum(w), N).T
of_priority, of_threat, of_actors = dirichlet([2, 1]), dirichlet([1, 2]), dirichlet([2, 1])
switched = rng.random(N) < 0.25
X = {}
for t in T:
    for area, code in AREAS.items():
        X[t, area, 'actors'] = mean('arithmetic', [leaf['a', t], leaf['b', t]], of_actors)
        missing = at(code, t) is None
        market = market_of_chl if missing else leaf[code, t]
        if not missing:
            X[t, area, 'market'] = market
        floor = lambda x, f: np.maximum(x, f)
        threat = mean('geometric', [floor(X[t, area, 'actors'], 5), floor(market, 5)], of_threat)
        calm = 100 - leaf['e', t]
        X[t, area, 'threat'] = threat
        plain = mean('arithmetic', [threat, calm], of_priority)
        X[t, area, 'priority'] = np.where(
            switched, plain, mean('geometric', [floor(threat, 1), floor(calm, 1)], of_priority))
for node in ('actors', 'threat', 'priority'):
    for t in T:
        X[t, '*', node] = (X[t, 'one', node] + X[t, 'two', node]) / 2
    for area in AREAS:
        X['*', area, node] = sum(X[t, area, node] for t in T) / len(T)
X['CHL', '*', 'market'] = np.clip(X['CHL', 'two', 'market'] + unknown / 2, 0, 100)
X['*', 'one', 'market'] = np.clip(sum(X[t, 'one', 'market'] for t in others) / 7 + unknown / 8, 0, 100)
for (t, area, node), x in X.items():
    if t in ('BRA', 'CHL', 'PER', '*'):
        low, median, high = np.quantile(x, [0.05, 0.5, 0.95])
        print(f'    ("{t}/{area}", "{node}", [{low:.3f}, {median:.3f}, {high:.3f}]),')
