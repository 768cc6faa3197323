"""Districts as a table names them: with their city before them where several registers are asked about."""

from collections.abc import Callable

from agreements.answers.answer import Nil
from agreements.answers.asked import Asked
from agreements.answers.listing import Field, text
from agreements.models import Agreement
from agreements.standing import Counted

UNKNOWN = "구역 미상"


def name_of(agreement: Agreement, asked: Asked) -> str:
    """'' where the source names no district."""
    where = agreement.district
    if where is None:
        return ""
    return where.name if asked.municipality else f"{where.parent} {where.name}"


def within(asked: Asked) -> Callable[[Counted], tuple[tuple[bool, str], str]]:
    """In the order of codes; agreements whose source names no district come last."""

    def place(one: Counted) -> tuple[tuple[bool, str], str]:
        where = one.agreement.district
        return (where is None, where.code if where else ""), name_of(one.agreement, asked) or UNKNOWN

    return place


def district(asked: Asked) -> Field:
    return text("district", "구역", lambda standing: name_of(standing.agreement, asked), Nil.UNKNOWN)
