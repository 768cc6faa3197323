"""What officials write, read into values: every reader understands what its ``shown_`` twin writes, or refuses."""

from agreements.rules.reading.amount import read_said_won, read_won, shown_said_won, shown_won
from agreements.rules.reading.day import read_day, shown_day
from agreements.rules.reading.said import read_said, shown_said
from agreements.rules.reading.text import Unreadable, plain

__all__ = [
    "Unreadable",
    "plain",
    "read_day",
    "read_said",
    "read_said_won",
    "read_won",
    "shown_day",
    "shown_said",
    "shown_said_won",
    "shown_won",
]
