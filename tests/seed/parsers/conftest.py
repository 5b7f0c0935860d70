"""What tests of parsers ask for: documents made up from lines or tables, and what is known of them."""

from collections.abc import Callable

import pytest

from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers import paper


@pytest.fixture(scope="session")
def text() -> Callable[[str], Source]:
    return paper.text


@pytest.fixture(scope="session")
def tables() -> Callable[..., Source]:
    return paper.tables


@pytest.fixture(scope="session")
def known() -> Callable[..., Context]:
    return paper.known
