"""What stands in the register when all is done, told by its own rows and by its own standing. Made inside the house."""

import json
from collections import Counter
from typing import Any

from django.utils import timezone

from agreements import models as m
from agreements.standing import adds_up, district, lines, standings, total_of, totals_by
from agreements.standing.actual import actual_standings
from agreements.standing.round import round_standings


def tell() -> None:
    today = timezone.localdate()
    agreements = list(m.Agreement.objects.select_related("municipality", "source", "district", "officer"))
    [standing] = round_standings(list(m.Round.objects.all()), today=today)
    read = standings(agreements, as_of=today)
    counted = lines(m.Agreement.objects.all(), today=today)
    whole = total_of("모두", counted)
    told = {
        "facts": facts(),
        "approved": {one.agreement.key: approved(one) for one in read},
        "states": {state.label: number for state, number in standing.by_state},
        "receipts": Counter(m.Receipt.objects.values_list("via", flat=True)),
        "requests": sorted(m.CorrectionRequest.objects.values_list("words", flat=True)),
        "adds_up": adds_up(totals_by(counted, district), whole) and len(totals_by(counted, district)) == 3,
        "totals": {
            metric.value: [one.confirmed.low if one.confirmed else None, one.pledging - one.checked]
            for metric, one in whole.metrics.items()
        },
        "unchecked": whole.unchecked,
    }
    print(json.dumps(told, ensure_ascii=False))


def facts() -> list[list[Any]]:
    """Every number that is known now: whose, of what, how much, of whom, and whether it is approved."""
    rows = m.Actual.objects.filter(is_void=False).known_at(None).select_related("agreement").prefetch_related("parts")
    return [
        [one.actual.agreement.key, one.actual.rung, one.actual.low, one.actual.high, parts(one.actual), one.is_approved]
        for one in actual_standings(list(rows))
    ]


def parts(actual: m.Actual) -> dict[str, int]:
    residents = {} if actual.residents is None else {"residents": actual.residents}
    return {**residents, **{part.kind: part.number for part in actual.parts.all()}}


def approved(standing: Any) -> dict[str, int]:
    return {rung.value: one.said.low for metric in standing.metrics.values() for rung, one in metric.approved.items()}
