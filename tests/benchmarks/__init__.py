"""What is measured: our lanes, the limit, and our peers, on the same invented city. `python -m tests.benchmarks`."""
