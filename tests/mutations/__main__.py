"""`python -m tests.mutations FOLDER SIZE SEED` writes a large pair of documents for benchmarks."""

import sys
from pathlib import Path

from tests.mutations.grow import write_corpus

if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
