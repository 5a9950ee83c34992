"""Sentence embeddings from a local folder, for those who installed the extra; nothing is ever fetched."""

from policydiff.embeddings.static import StaticSimilarity, load_similarity

__all__ = ["StaticSimilarity", "load_similarity"]
