"""What stands beside the benches: the same work in NumPy, as fast as we could write it there.

    python3 benches/beside.py [193 2000 ...]

Monte Carlo over the weights of 35 indicators, 10 000 draws: scores, ranks, rank acceptability, on two threads. Then a
four-level tree (35-12-4-1, arithmetic blocks, geometric above) over the weights of every group, on one thread, for 193 units.
Last, SALib's Sobol' sampling and analysis of 10 inputs with N = 1 024, where SALib is installed. Prints the best of five.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

INDICATORS, DRAWS, THREADS = 35, 10_000, 2


def best(name, work, times=5):
    work()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    print(f"{name}: {1e3 * min(seconds):.1f} ms")


def values(units):
    random = np.random.default_rng(20261123)
    common = 0.5 * random.standard_normal((units, 1))
    raw = np.exp(common + 0.6 * random.standard_normal((units, INDICATORS)))
    return (raw - raw.min(0)) / (raw.max(0) - raw.min(0))


def weights_only(units):
    negated = np.ascontiguousarray(-values(units).T)  # ascending order then puts the best first
    chunk = max(8, min(1000, 2_000_000 // units))
    identity = np.arange(units)

    def count(starts, weights):
        table = np.zeros(units * units, np.int64)
        for start in starts:
            order = np.argsort(weights[start : start + chunk] @ negated, axis=1)
            order *= units
            order += identity
            table += np.bincount(order.ravel(), minlength=units * units)
        return table

    def work():
        weights = np.random.default_rng(7).dirichlet(np.ones(INDICATORS), size=DRAWS)
        starts = range(0, DRAWS, chunk)
        with ThreadPoolExecutor(THREADS) as pool:
            return sum(pool.map(lambda k: count(starts[k::THREADS], weights), range(THREADS)))

    best(f"weights only, {units} units", work)


def mixed_tree(units=193):
    sizes = [35, 12, 4, 1]
    parents = [np.arange(a) * b // a for a, b in zip(sizes, sizes[1:])]
    leaves = 0.01 + 0.99 * values(units)
    identity = np.arange(units)

    def level_weights(random, parent, groups):
        gamma = random.standard_exponential((DRAWS, len(parent)))
        sums = np.add.reduceat(gamma, np.searchsorted(parent, np.arange(groups)), axis=1)
        return gamma / sums[:, parent]

    def work():
        random = np.random.default_rng(3)
        weights = [level_weights(random, p, b) for p, b in zip(parents, sizes[1:])]
        top = np.empty((DRAWS, units))
        for start in range(0, DRAWS, 100):
            scores = leaves[None]
            for level, (w, parent, groups) in enumerate(zip(weights, parents, sizes[1:])):
                w = w[start : start + 100]
                spread = np.zeros((len(w), len(parent), groups))
                spread[:, np.arange(len(parent)), parent] = w
                # The lowest level is arithmetic; above it everything stays a logarithm.
                scores = np.matmul(scores, spread)
                if level == 0:
                    scores = np.log(scores)
                else:
                    shown = np.exp(scores)
            top[start : start + 100] = shown[:, :, 0]
        order = np.argsort(-top, axis=1)
        return np.bincount((order * units + identity).ravel(), minlength=units * units)

    best(f"mixed tree, {units} units, aggregation and one ranking, one thread", work)


def sobol():
    try:
        from SALib.analyze import sobol as analyse
        from SALib.sample import sobol as sample
    except ImportError:
        print("SALib is not installed: its line is left out")
        return
    problem = {"num_vars": 10, "names": [f"x{i}" for i in range(10)], "bounds": [[0, 1]] * 10}
    outputs = sample.sample(problem, 1024, calc_second_order=False, seed=1).sum(axis=1)
    best("SALib, sampling", lambda: sample.sample(problem, 1024, calc_second_order=False, seed=1))
    best("SALib, analysis", lambda: analyse.analyze(problem, outputs, calc_second_order=False, num_resamples=100, seed=1))


for n in [int(a) for a in sys.argv[1:]] or [193, 2000]:
    weights_only(n)
mixed_tree()
sobol()
