"""A sheet of agreements as cities keep it: read, its headings understood, its rows gathered into agreements."""

from agreements.rules.sheet.body import Entry, entries
from agreements.rules.sheet.grid import Grid, UnusableError, grids
from agreements.rules.sheet.heading import MEANING_NAMES, Heading, Meaning, heading_of

__all__ = ["MEANING_NAMES", "Entry", "Grid", "Heading", "Meaning", "UnusableError", "entries", "grids", "heading_of"]
