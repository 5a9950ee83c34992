"""Static embeddings (model2vec): a vector for each token, a text is their mean."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff.errors import EmbeddingsError

if TYPE_CHECKING:
    import numpy as np
    from model2vec import StaticModel

_DIGITS = 6
"""Digits of a cosine that hold on every machine."""
_ENVIRONMENT = {"HF_HUB_OFFLINE": "1", "HF_HUB_VERBOSITY": "error", "TOKENIZERS_PARALLELISM": "false"}
"""What the libraries are told before they are loaded: never go to the network, say nothing, start no threads."""


@dataclass(frozen=True, slots=True)
class StaticSimilarity:
    """The cosine of the embeddings of two texts; a text without a known token is like none."""

    name: str
    folder: Path
    model: "StaticModel"

    def __call__(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """The cosine of each pair, the same whatever else is asked.

        Raises:
            EmbeddingsError: the model has no sound vectors for these texts.
        """
        if not pairs:
            return []
        texts = sorted({text for pair in pairs for text in pair})
        with _trouble(self.folder):
            vectors = dict(zip(texts, self._vectors(texts), strict=True))
        return [round(float(vectors[one] @ vectors[other]), _DIGITS) for one, other in pairs]

    def _vectors(self, texts: Sequence[str]) -> "np.ndarray":
        """A row of length 1 for each text, or of nothing but zeros."""
        import numpy as np

        rows = np.asarray(self.model.encode(texts, max_length=None, use_multiprocessing=False), dtype=np.float64)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        if not np.isfinite(lengths).all():
            raise ValueError("some vectors are no numbers")
        return rows / np.where(lengths > 0, lengths, 1.0)


def load_similarity(given: str) -> StaticSimilarity:
    """The similarity by the model in a local folder.

    Raises:
        EmbeddingsError: it is no folder, it holds no sound model, or the extra is not installed.
    """
    folder = _folder(given)
    os.environ.update(_ENVIRONMENT)
    try:
        from model2vec import StaticModel
    except ImportError:
        raise EmbeddingsError(
            "model2vec is not installed", where="--embeddings", remedy="pip install 'policydiff[embeddings]'"
        ) from None
    with _trouble(folder):
        model = StaticModel.from_pretrained(folder)
    return StaticSimilarity(folder.name, folder, model)


def _folder(given: str) -> Path:
    """The folder that is meant, as a whole path: the libraries take no such path for the name of a model to fetch."""
    remedy = "name a local folder that holds a model2vec model"
    try:
        folder = Path(given).resolve()
        if given and folder.is_dir():
            return folder
        what = "this is a file" if given and folder.exists() else "no such folder"
    except (OSError, RuntimeError) as error:  # RuntimeError: symbolic links in a circle, before Python 3.13
        what = f"is no folder ({getattr(error, 'strerror', None) or error})"
    raise EmbeddingsError(what, where=given or "--embeddings", remedy=remedy)


@contextmanager
def _trouble(folder: Path) -> Iterator[None]:
    """Whatever is wrong with a model is one line: its libraries raise errors of every class, bare ones too."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - see above
        raise EmbeddingsError(
            f"holds no sound model2vec model ({error or type(error).__name__})",
            where=str(folder),
            remedy="it takes model.safetensors, tokenizer.json and config.json of one model",
        ) from None
