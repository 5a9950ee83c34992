"""Sources that no fault touches are read once: most cases damage one file of several, and all are validated."""

from collections.abc import Iterator, Sequence

import pytest

from policydiff.model.correction import Correction
from policydiff.read.document import Reading, Told, read_document
from policydiff.workflows import reread


@pytest.fixture(scope="session", autouse=True)
def reading_once() -> Iterator[None]:
    """Reading is a function of the bytes, the path in the snapshot, what was told and the corrections; `name`, the file
    as the user sees it, is for errors alone, which are not kept.
    """
    known: dict[tuple[bytes, str], Reading] = {}

    def read(data: bytes, name: str, path: str, told: Told, corrections: Sequence[Correction] = ()) -> Reading:
        asked = data, repr((path, told, corrections))
        if asked not in known:
            known[asked] = read_document(data, name, path, told, corrections)
        return known[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reread, "read_document", read)
        yield
