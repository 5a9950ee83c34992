"""Naming changes: the catalogue of rules, detectors, and the claims that account for every edit."""
