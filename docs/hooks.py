"""What MkDocs calls: puts the pages into the manual that follow from commands, schemas and catalogues.

They are made when the manual is built and kept nowhere, so that they cannot differ from what they describe.
"""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generate import checks, codes, commands, rules, schemas


def _pages() -> dict[str, str]:
    return {
        "reference/commands.md": commands.page(),
        "reference/checks.md": checks.page(),
        "reference/rules.md": rules.page(),
        "reference/codes.md": codes.page(),
        **schemas.pages(),
    }


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The schemas take their place in the contents."""
    for _, part in _sections(config.nav):
        for entry in part:
            if isinstance(entry, dict) and "Schemas" in entry:
                entry["Schemas"] = list(schemas.pages())
    return config


def _sections(nav: Any) -> list[tuple[str, list[Any]]]:
    sections = [item for entry in nav if isinstance(entry, dict) for item in entry.items()]
    return [(name, part) for name, part in sections if isinstance(part, list)]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The pages themselves."""
    for path, content in _pages().items():
        files.append(File.generated(config, path, content=content))
    return files
