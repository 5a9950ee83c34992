"""The schema of the configuration as the catalogues of rules and checks make it.

`python -m tests.corpus.config_schema` writes it anew, after a rule or a check was added.
"""

import json
from pathlib import Path
from typing import Any

from policydiff.changes.catalogue import GATE_KINDS, GATE_RULE_BY_ID, PROFILES, SEVERITIES
from policydiff.check import CHECK_BY_ID
from tests.conftest import ROOT

FILE = ROOT / "schema" / "config.schema.json"
_LEVEL = {"$ref": "#/$defs/level"}


def filled(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with all rules, checks, severities and profiles that there are."""
    definitions = schema["$defs"]
    rules = dict.fromkeys(GATE_RULE_BY_ID, _LEVEL)
    profiles = {name: {"$ref": "#/$defs/levels"} for name in PROFILES}
    schema["properties"]["profile"]["enum"] = list(PROFILES)
    schema["properties"]["severities"]["properties"] = {**profiles, **rules}
    schema["properties"]["checks"]["properties"] = dict.fromkeys(CHECK_BY_ID, _LEVEL)
    definitions["level"]["enum"] = list(SEVERITIES)
    definitions["levels"]["properties"] = rules
    definitions["condition"]["enum"] = [*GATE_RULE_BY_ID, *SEVERITIES, *GATE_KINDS]
    return schema


def text_of(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    Path(FILE).write_text(text_of(filled(json.loads(FILE.read_text("utf-8")))), "utf-8")
