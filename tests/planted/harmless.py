from tests.planted.table import HARMLESS

__all__ = ["HARMLESS"]
