"""A module a family of checks: `CASES` of each are found by `tests.check.test_checks`."""
