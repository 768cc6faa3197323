"""Columns that are read together: the three of a day, the two of a cost. A change of one is told with the others."""

DAY = ("_on", "_precision", "_words")
COST = ("_low_won", "_high_won")


def whole(column: str) -> str:
    """``due_on`` ``due_precision`` ``due_words`` → ``due``; any other column is whole by itself."""
    part = next((part for part in (*DAY, *COST) if column.endswith(part)), "")
    return column.removesuffix(part)
