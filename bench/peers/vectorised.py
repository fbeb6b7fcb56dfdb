"""The reduced model (README.md) vectorised over people in NumPy: vectorised.py PEOPLE WEEKS. Prints JSON."""

import json
import sys
import time

begun = time.perf_counter()  # weeks are timed by the processor, so that other programs do not count
import numpy as np

COMPARED, WARM, TIES = 10, 3, 4
people, weeks = int(sys.argv[1]), int(sys.argv[2])


def resident():
    """Bytes in memory, or none where the system does not tell."""
    try:
        with open("/proc/self/statm") as told:
            return int(told.read().split()[1]) * 4096
    except OSError:
        return None


before = resident()
loaded = time.perf_counter()
luck = np.random.default_rng(1)
f32 = np.float32


def draws():
    return luck.random(people, dtype=f32)


one = luck.integers(0, people, TIES * people, dtype=np.int32)
other = luck.integers(0, people - 1, TIES * people, dtype=np.int32)
other += other >= one
ends = np.concatenate([one, other])
order = np.argsort(ends, kind="stable")
member = np.concatenate([other, one])[order]
degree = np.bincount(ends, minlength=people).astype(np.int32)
start = np.concatenate([[0], np.cumsum(degree)[:-1]]).astype(np.int32)
del one, other, ends, order
belief = draws() - f32(0.5)
trust = f32(0.2) + f32(0.6) * draws()
stage = np.zeros(people, np.uint8)
built = time.perf_counter()
after = resident()


def week():
    global belief
    new = belief.copy()
    met = draws() < f32(0.2)
    new[met] += f32(0.3) * trust[met] * (1 - new[met])
    heard = np.zeros(people, f32)
    for _ in range(2):
        at = start + np.minimum((draws() * degree).astype(np.int32), degree - 1)
        heard += belief[member[np.minimum(at, len(member) - 1)]]
    new = np.where(degree > 0, new + f32(0.25) * (f32(0.5) * heard - new), new)
    new *= f32(0.95)
    moves = (stage < 3) & (draws() < f32(0.1) / (1 + np.exp(f32(2) - f32(3) * new)))
    stage[moves] += 1
    belief = new
    return np.bincount(stage, minlength=4)


compared = None
for number in range(max(WARM + weeks, COMPARED)):
    if number == WARM:
        warm = time.process_time()
    counts = week()
    if number == 0:
        first = time.perf_counter()
    if number == WARM + weeks - 1:
        end = time.process_time()
    if number == COMPARED - 1:
        compared = counts

figures = {"build": (built - loaded) * 1e3, "step": (end - warm) * 1e9 / (people * weeks), "start": (first - begun) * 1e3}
if before is not None:
    figures["bytes"] = (after - before) / people
for number in range(4):
    figures[f"stage {number}"] = float(compared[number] / people)
print(json.dumps(figures))
