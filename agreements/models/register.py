"""What a record names is kept in its own register. The database cannot see it; every door asks it through ``clean``."""

from django.core.exceptions import ValidationError
from django.db import models

ELSEWHERE = "이 대장에 없는 기록입니다. 이 대장의 것을 고르십시오."


def refuse_strangers(row: models.Model, municipality_id: int | None, *names: str) -> None:
    """``names`` are links of ``row`` to records that belong to a register; an empty link belongs anywhere."""
    linked = {name: getattr(row, name, None) for name in names}
    strangers = [name for name, one in linked.items() if one and one.municipality_id != municipality_id]
    if strangers:
        raise ValidationError(dict.fromkeys(strangers, ELSEWHERE))
