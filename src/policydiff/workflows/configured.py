"""The configuration of the data at hand, with the checks that there are."""

from collections.abc import Mapping
from pathlib import Path

from policydiff.corpus.configuration import Configuration, find_configuration


def configuration(folder: Path) -> Configuration:
    """What is configured for a snapshots folder; without a file, the defaults.

    Raises:
        ConfigurationError: a file cannot be read, or says something that there is not.
    """
    return find_configuration(folder, check_ids)


def check_ids() -> Mapping[str, str]:
    """The present id of every check by each of its names."""
    from policydiff.check import CHECK_BY_ID  # late: most commands check nothing

    return {name: check.id for name, check in CHECK_BY_ID.items()}
