"""What stands beside the bench `matrices`: the same in NumPy, on the same numbers, and the ratios.

    cargo bench -p ideal-composite --bench matrices --no-run
    python3 crates/composite/benches/beside.py PATH_OF_THE_BENCH [ROUNDS]

Both run in turns, five rounds unless told otherwise; of each the least time counts. A ratio below 1 means that we are faster.
"""

import subprocess
import sys
import time

import numpy as np

INDICATORS, TIMES = 35, 200


def values(units):
    z = np.arange(1, units * INDICATORS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = (z ^ (z >> np.uint64(31))) >> np.uint64(11)
    return (0.01 + 0.99 * (z.astype(float) / 9007199254740992.0)).reshape(units, INDICATORS)


WEIGHTS = 0.5 + np.arange(INDICATORS) / INDICATORS


def entropy(x):
    p = x / x.sum(0)
    d = 1 + (p * np.log(p)).sum(0) / np.log(len(x))
    return d / d.sum()


def copeland(x):
    total, score = WEIGHTS.sum(), np.empty(len(x))
    for i, own in enumerate(x):
        o = ((own > x) @ WEIGHTS + 0.5 * ((own == x) @ WEIGHTS)) / total
        score[i] = (o > 0.5 + 1e-9).sum() - (o < 0.5 - 1e-9).sum()
    return score


TASKS = {
    "arithmetic": lambda x: x @ WEIGHTS / WEIGHTS.sum(),
    "geometric": lambda x: np.exp(np.log(x) @ WEIGHTS / WEIGHTS.sum()),
    "harmonic": lambda x: WEIGHTS.sum() / ((1 / x) @ WEIGHTS),
    "power_2": lambda x: np.sqrt(x**2 @ WEIGHTS / WEIGHTS.sum()),
    "power_0.3": lambda x: (x**0.3 @ WEIGHTS / WEIGHTS.sum()) ** (1 / 0.3),
    "median": lambda x: np.median(x, axis=1),
    "min_max": lambda x: (x - x.min(0)) / (x.max(0) - x.min(0)),
    "entropy": entropy,
    "copeland": copeland,
}


def numpy_once():
    found = {}
    for units in (193, 2000):
        x = values(units)
        for name, task in TASKS.items():
            least = float("inf")
            for _ in range(3 if name == "copeland" else TIMES):
                start = time.perf_counter()
                task(x)
                least = min(least, time.perf_counter() - start)
            found[name, units] = 1e6 * least
    return found


def ours_once(bench):
    out = subprocess.run([bench, "--least", str(TIMES)], check=True, capture_output=True, text=True).stdout
    return {(n, int(u)): float(t) for n, u, t in (line.split() for line in out.splitlines())}


def main():
    bench, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    ours, theirs = {}, {}
    for _ in range(rounds):
        for kept, once in ((ours, ours_once(bench)), (theirs, numpy_once())):
            for key, t in once.items():
                kept[key] = min(t, kept.get(key, float("inf")))
    print(f"{'':12}{'units':>6}{'ours, us':>12}{'NumPy, us':>12}{'ratio':>8}")
    for name, units in theirs:
        a, b = ours[name, units], theirs[name, units]
        print(f"{name:12}{units:>6}{a:>12.1f}{b:>12.1f}{a / b:>8.2f}")


main()
