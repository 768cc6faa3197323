"""What is shown of a person to call: enough to tell two apart, too little to call."""

import re

TAIL = 4


def masked_name(name: str) -> str:
    """``홍*동`` ``김*`` ``남**수``"""
    return f"{name[:1]}{'*' * max(len(name) - 2, 1)}{name[-1] if len(name) > 2 else ''}"


def masked_telephone(number: str) -> str:
    """``010-****-1234``; a short one hides its end: ``1588-****``."""
    text = re.sub(r"[^0-9()+\s-]", "*", number)
    places = [at for at, c in enumerate(text) if c.isdigit()]
    area = 2 if "".join(text[at] for at in places).startswith("02") else 3
    hidden = places[area:-TAIL] if len(places) >= area + TAIL + 3 else places[-TAIL:]
    return "".join("*" if at in hidden else c for at, c in enumerate(text))


def masked_email(address: str) -> str:
    """``h***@…``"""
    return f"{address[:1]}***@…" if address else ""
