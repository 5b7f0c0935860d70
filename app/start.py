"""The program `budgetgraph`: starts `serve` without loading what only the other commands need.

A server that is restarted keeps its clients waiting, and most of a start is loading libraries.
"""

import gc
import sys
from typing import Any


def main() -> None:
    """Run the command line."""
    gc.disable()  # whatever is loaded stays
    if sys.argv[1:2] == ["serve"]:
        _load_structlog()
        from app.serve_command import main as run  # noqa: PLC0415 - the reason of this module
    else:
        from app.cli import main as run  # noqa: PLC0415 - likewise

        gc.enable()
    run()


def _load_structlog() -> None:
    """Load structlog without rich, a seventh of a start, which it wants for tracebacks that our logs do not show."""
    modules: dict[str, Any] = sys.modules
    modules["rich"] = None  # what Python takes for a library that is not there
    import structlog  # noqa: F401, PLC0415 - the reason of this function

    del modules["rich"]


if __name__ == "__main__":
    main()
