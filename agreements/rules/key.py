"""A whole number that came in an address or a hidden field. Pure."""

LONGEST_KEY = 17  # what every database takes


def read_key(text: str, longest: int = LONGEST_KEY) -> int | None:
    """None for whatever is no number, or longer than any that was given out."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= longest else None
