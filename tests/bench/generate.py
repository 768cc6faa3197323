"""A register of any size, made of numbers: no company and no figure in it is anyone's."""

from datetime import date, timedelta
from typing import Any

from django.db import connection

from accounts.models import Region, User
from agreements import models as m
from agreements.actions.summary import summaries_of
from agreements.periods import Precision, last_day
from tests.agreements.rows import World

FIRST = date(2004, 12, 23)


def agreements(w: World, count: int, *, quarters: int = 0) -> None:
    """``count`` agreements of one company each, with seats and jobs pledged and, for every third, reported.

    ``quarters``: of each as many quarters of seats in use and of people at work, all but the last approved.
    """
    city, source, user = w.municipality, w.source, User.objects.get(pk=w.user.pk)
    fact = {"recorded_by": user, "source": source}
    firms = m.Organisation.objects.bulk_create(
        m.Organisation(municipality=city, kind="company", name=f"기업 {n:05}", folded_name=f"기업{n:05}")
        for n in range(count)
    )
    districts = [_district(w, n) for n in range(5)]
    rows = m.Agreement.objects.bulk_create(
        m.Agreement(
            municipality=city,
            key=f"bench-{n:05}",
            name=f"기업 {n:05} 컨택센터 투자협약",
            kind="investment",
            form="new",
            signed_on=FIRST + timedelta(days=n * 7 % 7000),
            signed_precision="day",
            source=source,
            district=districts[n % len(districts)],
        )
        for n in range(count)
    )
    versions = m.Version.objects.bulk_create(m.Version(agreement=row, **fact) for row in rows)
    m.Party.objects.bulk_create(
        m.Party(agreement=row, organisation=firm, role="company", source=source)
        for row, firm in zip(rows, firms, strict=True)
    )
    m.Pledge.objects.bulk_create(
        m.Pledge(agreement=row, version_of=version, metric=metric, stage="signed", low=100, high=100, **fact)
        for row, version in zip(rows, versions, strict=True)
        for metric in ("seats", "jobs")
    )
    m.Actual.objects.bulk_create(
        m.Actual(
            agreement=row,
            rung="hired",
            low=50,
            high=50,
            as_of_on=date(2024, 1, 1),
            as_of_precision="year",
            source_kind="press",
            **fact,
        )
        for row in rows[::3]
    )
    for quarter in range(quarters):
        _quarter(rows, quarter, is_last=quarter == quarters - 1, fact=fact)
    summarise(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database does by itself before it was used for a day


def _district(w: World, number: int) -> Region:
    code = f"{w.province.code}{number + 1}10"
    return Region.objects.create(name=f"{number + 1}구", level="district", code=code, parent=w.province)


def _quarter(rows: list[m.Agreement], quarter: int, *, is_last: bool, fact: dict[str, Any]) -> None:
    day = last_day(date(2021 + quarter // 4, quarter % 4 * 3 + 1, 1), Precision.QUARTER)
    made = m.Actual.objects.bulk_create(
        m.Actual(
            agreement=row,
            rung=rung,
            low=quarter * 4,
            high=quarter * 4,
            as_of_on=day,
            as_of_precision="day",
            source_kind="company",
            **fact,
        )
        for row in rows
        for rung in ("seats_used", "staff")
    )
    if not is_last:
        m.Review.objects.bulk_create(
            m.Review(actual=actual, decision="approved", reviewed_by=fact["recorded_by"]) for actual in made
        )


def summarise(rows: list[m.Agreement]) -> None:
    m.StandingSummary.objects.bulk_create(
        m.StandingSummary(agreement=agreement, **told) for agreement, told in summaries_of(rows)
    )
