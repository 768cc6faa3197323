"""Every row a paper on one agreement needs, read once. The number of queries does not depend on the rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from agreements.models import (
    Agreement,
    Attendee,
    Centre,
    CheckIn,
    MarketFigure,
    Matter,
    Obligation,
    ObligationCheck,
    Party,
    Pledge,
    Signatory,
    Source,
    Statement,
    SubsidyPayment,
)
from agreements.periods import last_day
from agreements.rules.actual import Reading
from agreements.rules.metric import Metric
from agreements.standing import Standing, standings
from agreements.standing.check_in import State, check_in_standings
from briefs.contents.order import NotYetError
from briefs.contents.wording import months_apart

NEAR_MONTHS = 12
NOT_YET = "체결일보다 앞선 기준일입니다. 체결일이나 그 뒤의 날을 적으십시오."


@dataclass(frozen=True)
class Gathered:
    agreement: Agreement
    standing: Standing
    previous: dict[Metric, Reading]
    pledges: tuple[Pledge, ...]
    party_sources: tuple[Source, ...]
    signatories: dict[int, list[Signatory]]
    attendees: dict[int, list[Attendee]]
    obligations: tuple[Obligation, ...]
    checks: dict[int, ObligationCheck]
    matters: tuple[Matter, ...]
    payments: tuple[SubsidyPayment, ...]
    statements: tuple[Statement, ...]
    profiles: tuple[Statement, ...]
    centres: tuple[Centre, ...]
    market: MarketFigure | None
    is_owed: bool

    def pledged(self, metric: Metric, number: int) -> list[Pledge]:
        """The pledge rows of one metric in one version."""
        return [p for p in self.pledges if p.metric == metric and p.version_of.number == number]

    def said(self, topic: str) -> list[Statement]:
        return [statement for statement in self.statements if statement.topic == topic]

    @property
    def as_of(self) -> date:
        return self.standing.as_of

    @property
    def companies(self) -> tuple[Party, ...]:
        return self.standing.companies


def gather(agreement: Agreement, as_of: date, known_at: datetime | None, definition: str | None) -> Gathered:
    found = standings([agreement], as_of=as_of, known_at=known_at, definition=definition)
    if not found:
        raise NotYetError(NOT_YET)
    [standing] = found
    parties = [party.pk for party in standing.parties]
    return Gathered(
        agreement=agreement,
        standing=standing,
        previous=_previous(standing),
        pledges=_pledges(standing),
        party_sources=tuple(Source.objects.filter(pk__in={p.source_id for p in standing.parties}).order_by("pk")),
        signatories=_by_party(Signatory.objects.filter(party__in=parties).select_related("source")),
        attendees=_by_party(Attendee.objects.filter(party__in=parties)),
        obligations=tuple(agreement.obligations.select_related("party__organisation", "source")),
        checks=_checks(agreement, as_of, known_at),
        matters=tuple(agreement.matters.filter(raised_on__lte=as_of)),
        payments=payments_of([agreement], as_of, known_at),
        statements=tuple(agreement.statements.known_at(known_at).select_related("source")),
        profiles=_profiles(standing, known_at),
        centres=tuple(agreement.centres.select_related("building", "district", "source")),
        market=_market(agreement, as_of),
        is_owed=_is_owed(agreement, as_of, known_at),
    )


def _previous(standing: Standing) -> dict[Metric, Reading]:
    """The reading of the same rung before the confirmed one, for 전회 and 증감."""
    found = {}
    for metric, now in standing.metrics.items():
        until = now.confirmed.as_of.last_day if now.confirmed else None
        if now.confirmed is None or until is None:
            continue
        day_before = until - timedelta(days=1)
        for before in standings([standing.agreement], as_of=day_before, known_at=standing.known_at):
            if now.confirmed.rung in before.metrics[metric].approved:
                found[metric] = before.metrics[metric].approved[now.confirmed.rung]
    return found


def _pledges(standing: Standing) -> tuple[Pledge, ...]:
    pledges = Pledge.objects.filter(agreement=standing.agreement, disputes__isnull=True).known_at(standing.known_at)
    return tuple(pledges.select_related("version_of", "party__organisation", "source"))


def _by_party(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.party_id].append(row)
    return dict(found)


def _checks(agreement: Agreement, as_of: date, known_at: datetime | None) -> dict[int, ObligationCheck]:
    """The latest check of each duty by the base day."""
    checks = ObligationCheck.objects.filter(obligation__agreement=agreement, checked_on__lte=as_of)
    ordered = checks.known_at(known_at).select_related("source").order_by("checked_on", "pk")
    return {check.obligation_id: check for check in ordered}


def payments_of(agreements: Iterable[Agreement], as_of: date, known_at: datetime | None) -> tuple[SubsidyPayment, ...]:
    found = SubsidyPayment.objects.filter(agreement__in=agreements).known_at(known_at)
    payments = found.select_related("agreement", "party", "source", "document")
    return tuple(p for p in payments if p.paid_on is None or last_day(p.paid_on, p.paid_precision) <= as_of)


def _profiles(standing: Standing, known_at: datetime | None) -> tuple[Statement, ...]:
    companies = [party.organisation_id for party in standing.companies]
    profiles = Statement.objects.filter(organisation__in=companies, topic=Statement.Topic.PROFILE)
    return tuple(profiles.known_at(known_at).select_related("source", "organisation"))


def _market(agreement: Agreement, as_of: date) -> MarketFigure | None:
    """The published figure of the whole city nearest to the signing, not more than a year away from it."""
    region, signed_on = agreement.municipality.region_id, agreement.signed_on
    if region is None or signed_on is None:
        return None
    here = Q(region=region) | Q(region__successor=region)  # a city keeps its figures through a new code
    figures = MarketFigure.objects.filter(here, as_of_on__lte=as_of).select_related("source")
    near = [f for f in figures if months_apart(f.as_of_on, signed_on) <= NEAR_MONTHS]
    return min(
        near,
        key=lambda f: (abs((f.as_of_on - signed_on).days), -sum(1 for x in (f.centres, f.agents) if x)),
        default=None,
    )


def _is_owed(agreement: Agreement, as_of: date, known_at: datetime | None) -> bool:
    """미제출: asked in the round that was due last, and somebody has not answered."""
    asked = CheckIn.objects.filter(agreement=agreement, round__due_on__lt=as_of).select_related("round")
    rows = list(asked.order_by("-round__due_on", "-round", "pk"))
    last = [one for one in rows if one.round_id == rows[0].round_id]
    told = check_in_standings(last, today=as_of, known_at=known_at) if last else ()
    return any(one.state == State.MISSING for one in told)
