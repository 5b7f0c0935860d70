"""A program that ingests papers in processes, to be killed: `python -m tests.seed.ingest.killed FOLDER FILE...`."""

import sys
from pathlib import Path

import pytest

from seed.ingest import ingesting
from seed.ingest.ingesting import Wish, ingest
from seed.ingest.readers import read_all
from seed.ingest.reading import File
from tests.invented.papers import parse_paper
from tests.invented.quick import make_quick
from tests.seed.ingest.killing import place_in


def main() -> None:
    folder, *files = map(Path, sys.argv[1:])
    patches = pytest.MonkeyPatch()
    make_quick(patches)
    patches.setattr(ingesting, "read_all", read_all)  # in processes, which must end with this one
    report = ingest([File(path, path.name) for path in files], place_in(folder), Wish(parse=parse_paper, processes=2))
    sys.exit(len(report.failed))


if __name__ == "__main__":
    main()
