"""How long checking takes: the packaged documents, and invented authorities that double.

python -m tests.benchmarks.findings
"""

import time
from collections import Counter

from graph.dataset import Dataset
from graph.findings.check import RULES, find
from seed.dataset import load_dataset
from tests import invented

RUNS = 5


def seconds(dataset: Dataset) -> float:
    """The best of some runs."""
    best = float("inf")
    for _ in range(RUNS):
        started = time.perf_counter()
        find(dataset)
        best = min(best, time.perf_counter() - started)
    return best


def main() -> None:
    """Print seconds and findings for the packaged documents, and seconds per entity while authorities double."""
    packaged = load_dataset()
    found = find(packaged)
    print(f"packaged documents: {seconds(packaged):.3f} s for {len(packaged)} entities and {len(RULES)} rules")
    for severity, count in sorted(Counter(finding.severity.value for finding in found).items()):
        print(f"  {count:4} {severity}")
    for authorities in (10, 20, 40, 80):
        dataset = invented.dataset(authorities)
        taken = seconds(dataset)
        print(f"{authorities:4} authorities: {taken:.3f} s, {taken / len(dataset) * 1e6:.1f} µs an entity")


if __name__ == "__main__":
    main()
