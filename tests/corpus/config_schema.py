"""The schema of the configuration as the catalogues of rules and checks make it.

`python -m tests.corpus.config_schema` writes it anew, after a rule or a check was added.
"""

import json
from pathlib import Path
from typing import Any

from policydiff.changes.catalogue import GATE_KINDS, GATE_RULE_BY_ID, PROFILES, SEVERITIES, WHOLE_KINDS, Rule
from policydiff.check import CHECK_BY_ID
from policydiff.check.wording import title
from policydiff.report.wording import words
from tests.conftest import ROOT

FILE = ROOT / "schema" / "config.schema.json"


def filled(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with all rules, checks, severities and profiles that there are, each called what reports call it."""
    keys, definitions = schema["properties"], schema["$defs"]
    rules = {name: _level(_rule(rule, "en"), _rule(rule, "zh")) for name, rule in GATE_RULE_BY_ID.items()}
    checks = {name: _level(title(one.id, "en"), title(one.id, "zh")) for name, one in CHECK_BY_ID.items()}
    profiles = {
        name: {
            "title": f"Severities for {words('en')(f'profile.{name}')} ({words('zh')(f'profile.{name}')})",
            "$ref": "#/$defs/levels",
        }
        for name in PROFILES
    }
    keys["profile"]["enum"] = list(PROFILES)
    keys["severities"]["properties"] = {**profiles, **rules}
    keys["checks"]["properties"] = checks
    definitions["level"]["enum"] = list(SEVERITIES)
    definitions["levels"]["properties"] = rules
    definitions["condition"]["enum"] = [*GATE_RULE_BY_ID, *SEVERITIES, *GATE_KINDS]
    return schema


def _rule(rule: Rule, language: str) -> str:
    return words(language)(f"gate.rule.{rule.id}" if rule.kind in WHOLE_KINDS else f"rule.{rule.id}")


def _level(english: str, chinese: str) -> dict[str, str]:
    return {"title": f"{english[:1].upper()}{english[1:]} ({chinese})", "$ref": "#/$defs/level"}


def text_of(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    Path(FILE).write_text(text_of(filled(json.loads(FILE.read_text("utf-8")))), "utf-8")
