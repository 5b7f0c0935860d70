"""The program `budgetgraph`: starts `serve` without loading what only the other commands need.

A server that is restarted keeps its clients waiting, and most of a start is loading libraries.
"""

import gc
import sys


def main() -> None:
    """Run the command line."""
    gc.disable()  # whatever is loaded stays; a server looks at it once, when it listens
    if sys.argv[1:2] == ["serve"]:
        from app.serve_command import main as run  # noqa: PLC0415 - the reason of this module
    else:
        from app.cli import main as run  # noqa: PLC0415 - likewise

        gc.enable()
    run()


if __name__ == "__main__":
    main()
