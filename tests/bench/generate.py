"""A register of any size, made of numbers: no company and no figure in it is anyone's."""

from datetime import date, timedelta

from accounts.models import User
from agreements import models as m
from agreements.actions.summary import summaries_of
from tests.agreements.rows import World

FIRST = date(2004, 12, 23)


def agreements(w: World, count: int) -> None:
    """``count`` agreements of one company each, with seats and jobs pledged and, for every third, reported."""
    city, source, user = w.municipality, w.source, User.objects.get(pk=w.user.pk)
    fact = {"recorded_by": user, "source": source}
    firms = m.Organisation.objects.bulk_create(
        m.Organisation(municipality=city, kind="company", name=f"기업 {n:05}", folded_name=f"기업{n:05}")
        for n in range(count)
    )
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
    summarise(rows)


def summarise(rows: list[m.Agreement]) -> None:
    m.StandingSummary.objects.bulk_create(
        m.StandingSummary(agreement=agreement, **told) for agreement, told in summaries_of(rows)
    )
