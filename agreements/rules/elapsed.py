"""How long ago an agreement was signed: a rate of the signing year says nothing yet."""

from datetime import date

from agreements.periods import PartialDate


def months_since(signed: PartialDate, day: date) -> int | None:
    """Whole months from the last day of what is known of the signing; None where nothing is."""
    since = signed.last_day
    if since is None:
        return None
    return max(0, (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day))


def in_words(months: int) -> str:
    """``2년 3개월`` ``5개월``"""
    years, rest = divmod(months, 12)
    return " ".join(part for part in (f"{years}년" * bool(years), f"{rest}개월" * bool(rest or not years)) if part)
