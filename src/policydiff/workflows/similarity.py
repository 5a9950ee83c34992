"""The similarity that re-ranks likely pairs, where a user names a model."""

from policydiff.align import Similarity


def similarity_of(embeddings: str | None) -> Similarity | None:
    """The similarity by the model in the folder `embeddings`; nothing is loaded where none is named.

    Raises:
        EmbeddingsError: it is no folder, it holds no sound model, or the extra is not installed.
    """
    if embeddings is None:
        return None
    from policydiff.embeddings import load_similarity

    return load_similarity(embeddings)
