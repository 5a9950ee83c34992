"""Run pages of the manual, or write their outputs anew: `python -m tests.docs [--update] [PAGE…]`."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.docs.pages import PAGES, run_page


def main() -> None:
    """Say what is wrong with the pages; with `--update` only what cannot be brought up to date."""
    parser = argparse.ArgumentParser(prog="python -m tests.docs", description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the outputs as they are now into the pages")
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE", help="all, if none is named")
    told = parser.parse_args()
    wrong: list[str] = []
    for page in [page.resolve() for page in told.pages] or PAGES:
        with tempfile.TemporaryDirectory() as folder:
            run = run_page(page, Path(folder))
        if told.update and run.text != page.read_text("utf-8"):
            page.write_text(run.text, "utf-8")
            print(f"{page.name}: written anew")
        wrong += [one for one in run.wrong if not told.update or "exits with" in one or "prints\n" not in one]
    print("\n\n".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
