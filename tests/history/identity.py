"""Who commits in the tests, on which day, and that no settings of who runs them have a say."""

import os

ISOLATED = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def identity(name: str, time: str | None = None) -> dict[str, str]:
    """The environment in which one person is the author and the committer, at a time if one is given."""
    people = {f"GIT_{who}_{what}": value for who in _PEOPLE for what, value in (("NAME", name), ("EMAIL", _ADDRESS))}
    return {**ISOLATED, **people, **(dates(time) if time else {})}


def dates(time: str) -> dict[str, str]:
    """The environment of a commit at a time."""
    return {f"GIT_{who}_DATE": time for who in _PEOPLE}


_PEOPLE = ("AUTHOR", "COMMITTER")
_ADDRESS = "li@example.org"
