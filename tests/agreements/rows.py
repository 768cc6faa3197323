"""One valid row of every model, as keyword arguments, so that a test can spoil a single thing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from accounts.models import Department, Municipality, Region, User
from agreements import models as m


@dataclass
class World:
    """The rows that other rows hang on. ``twin`` and ``other`` give a second of what must differ."""

    province: Region
    municipality: Municipality
    user: User
    source: m.Source
    organisation: m.Organisation
    other: m.Organisation
    agreement: m.Agreement
    version: m.Version
    party: m.Party
    obligation: m.Obligation
    building: m.Building
    centre: m.Centre
    document: m.Document
    actual: m.Actual
    programme: m.Programme
    round: m.Round
    sheet: m.Sheet


def world(key: str = "gana", name: str = "가나광역시", code: str = "91", *, mark: str = "", region: str = "") -> World:
    """A register of one row of each noun. ``mark`` goes into every name but the region's, which is public."""
    province = Region.objects.create(name=region or name, level="province", code=code)
    city = Municipality.objects.create(key=key, name=name, region=province)
    user = User.objects.create(username=f"u-{key}", display_name=f"{mark}주무관", role="officer", municipality=city)
    source = m.Source.objects.create(municipality=city, kind="press", publisher=f"{mark}신문")
    organisation = _organisation(city, f"{mark}가")
    agreement = m.Agreement.objects.create(
        municipality=city,
        key=f"{key}-1",
        name=f"{mark}가 협약",
        kind="mou",
        source=source,
        signed_precision="unknown",
    )
    fact: dict[str, Any] = {"recorded_by": user, "source": source}
    party = m.Party.objects.create(agreement=agreement, organisation=organisation, role="company", source=source)
    built = f"{mark}가빌딩"
    building = m.Building.objects.create(municipality=city, name=built, folded_name=built, source=source)
    return World(
        province=province,
        municipality=city,
        user=user,
        source=source,
        organisation=organisation,
        other=_organisation(city, f"{mark}나"),
        agreement=agreement,
        version=m.Version.objects.create(agreement=agreement, **fact),
        party=party,
        obligation=m.Obligation.objects.create(
            agreement=agreement, party=party, code="centre", words=f"{mark}설치", stage="signed", source=source
        ),
        building=building,
        centre=m.Centre.objects.create(
            municipality=city, name=f"{mark}가센터", folded_name=f"{mark}가센터", source=source
        ),
        document=m.Document.objects.create(
            municipality=city, agreement=agreement, kind="agreement", title=f"{mark}협약서"
        ),
        actual=m.Actual.objects.create(agreement=agreement, **_actual(), **fact),
        programme=m.Programme.objects.create(
            municipality=city, operator=organisation, name=f"{mark}사업", source=source
        ),
        round=m.Round.objects.create(municipality=city, **_round(f"{mark}1분기")),
        sheet=m.Sheet.objects.create(
            municipality=city, original_name=f"{mark}협약.csv", file=f"sheets/{key}.csv", by=user
        ),
    )


def _organisation(city: Municipality, name: str) -> m.Organisation:
    return m.Organisation.objects.create(municipality=city, kind="company", name=name, folded_name=name)


def _actual() -> dict[str, Any]:
    return {
        "rung": "staff",
        "low": 10,
        "high": 10,
        "as_of_on": date(2024, 1, 1),
        "as_of_precision": "day",
        "source_kind": "visit",
    }


def _round(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "observed_from": date(2026, 1, 1),
        "observed_to": date(2026, 3, 31),
        "opens_on": date(2026, 4, 1),
        "due_on": date(2026, 4, 15),
    }


def valid(model: Any, w: World) -> dict[str, Any]:
    """Keyword arguments of a row of ``model`` that every constraint accepts beside the rows of the world."""
    fact = {"recorded_by": w.user, "source": w.source}
    hangs = {"agreement": w.agreement, **fact}
    if model in ASKED:
        return _asked(model, w)
    known: dict[Any, dict[str, Any]] = {
        Region: {"name": "동구", "level": "district", "code": "91110", "parent": w.province},
        Municipality: {"key": "dara", "name": "다라시", "region": w.province},
        Department: {"municipality": w.municipality, "name": "투자과"},
        User: {
            "username": "v",
            "display_name": "팀장",
            "role": "team_head",
            "password": "!",
            "municipality": w.municipality,
        },
        m.Source: {"municipality": w.municipality, "kind": "press", "publisher": "신문", "url": "https://a.example/1"},
        m.Organisation: {"municipality": w.municipality, "kind": "company", "name": "다", "folded_name": "다"},
        m.FormerName: {"organisation": w.organisation, "name": "옛", "folded_name": "옛", "source": w.source},
        m.Membership: {
            "organisation": w.organisation,
            "relation": "affiliate",
            "member": w.other,
            "member_kind": "corporation",
            "source": w.source,
        },
        m.Contact: {"organisation": w.organisation, "name": "담당", "telephone": "02-0000-0000"},
        m.Agreement: {
            "municipality": w.municipality,
            "key": "a-2",
            "name": "협약",
            "kind": "mou",
            "source": w.source,
            "signed_on": date(2020, 7, 16),
            "signed_precision": "day",
        },
        m.Party: {"agreement": w.agreement, "organisation": w.other, "role": "company", "source": w.source},
        m.Signatory: {"party": w.party, "title": "대표이사", "source": w.source},
        m.Attendee: {"party": w.party, "title": "상무", "source": w.source},
        m.Version: {"number": 1, "reason_code": "plan", **hangs},
        m.Pledge: {"version_of": w.version, "metric": "jobs", "stage": "signed", "low": 1, "high": 1, **hangs},
        m.Obligation: {
            "agreement": w.agreement,
            "code": "rent",
            "words": "임차료",
            "stage": "signed",
            "source": w.source,
        },
        m.ObligationCheck: {
            "obligation": w.obligation,
            "checked_on": date(2024, 1, 1),
            "result": "yes",
            "evidence": "현장",
            **fact,
        },
        m.Statement: {"municipality": w.municipality, "topic": "context", "words": "참고", **fact},
        m.Document: {"municipality": w.municipality, "agreement": w.agreement, "kind": "letter", "title": "공문"},
        m.Building: {"municipality": w.municipality, "name": "나빌딩", "folded_name": "나빌딩", "source": w.source},
        m.Space: {"building": w.building, "name": "9층", "source": w.source},
        m.Centre: {"municipality": w.municipality, "name": "나센터", "folded_name": "나센터", "source": w.source},
        m.CentreRole: {
            "centre": w.centre,
            "organisation": w.organisation,
            "role": "client",
            "from_on": date(2020, 1, 1),
            "source": w.source,
        },
        m.CentreSystem: {"centre": w.centre, "source": w.source},
        m.Step: {"kind": "opened", "on_on": date(2020, 9, 1), "on_precision": "day", **hangs},
        m.Actual: {**_actual(), "rung": "hired", **hangs},
        m.ActualPart: {"actual": w.actual, "kind": "new", "number": 1},
        m.Evidence: {"actual": w.actual, "document": w.document},
        m.Review: {"actual": w.actual, "decision": "approved", "reviewed_by": w.user},
        m.Outcome: {
            "code": "done",
            "on_on": date(2022, 1, 1),
            "on_precision": "day",
            "reason_code": "target_met",
            **hangs,
        },
        m.Matter: {"agreement": w.agreement, "kind": "issue", "what": "지연", "raised_on": date(2024, 1, 1)},
        m.SubsidyPayment: {"item": "rent", "amount_won": 1, **hangs},
        m.Round: {"municipality": w.municipality, **_round("2분기")},
        m.CheckIn: {"round": w.round, "agreement": w.agreement},
        m.Programme: {"municipality": w.municipality, "operator": w.organisation, "name": "둘째", "source": w.source},
        m.ProgrammeUse: {
            "programme": w.programme,
            "organisation": w.organisation,
            "used_on": date(2024, 1, 1),
            "source": w.source,
        },
        m.Offer: {
            "building": w.building,
            "organisation": w.organisation,
            "offered_on": date(2024, 1, 1),
            "source": w.source,
        },
        m.Sheet: {
            "municipality": w.municipality,
            "original_name": "협약.xlsx",
            "file": "sheets/a.xlsx",
            "sha256": "0" * 64,
            "by": w.user,
            "brought_in_at": datetime(2024, 1, 1, tzinfo=UTC),
        },
        m.SheetRow: {"sheet": w.sheet, "number": 1, "fingerprint": "0" * 64, "agreement": w.agreement},
        m.Submission: {"by": w.user, "key": UUID(int=1)},
        m.MarketFigure: {"place": "가나광역시", "centres": 1, "count_basis": "운영 중", "source": w.source},
        m.ChangeRecord: {
            "municipality": w.municipality,
            "number": 1,
            "action": "등록",
            "subject_model": "agreement",
            "subject_id": 1,
            "by": w.user,
            "hash": "0" * 64,
        },
    }
    return known[model]


ASKED = {
    m.RoundClosing,
    m.Reminder,
    m.Receipt,
    m.Enclosure,
    m.CorrectionRequest,
    m.ReceiptReview,
    m.Invitation,
    m.Mail,
    m.Inquiry,
    m.Reply,
}


def check_in_of(w: World) -> m.CheckIn:
    return m.CheckIn.objects.get_or_create(round=w.round, agreement=w.agreement, party=None)[0]


def receipt_of(w: World) -> m.Receipt:
    told = {"check_in": check_in_of(w), "via": "paper", "came_on": date(2026, 4, 2), "recorded_by": w.user}
    return m.Receipt.objects.filter(check_in=told["check_in"]).first() or m.Receipt.objects.create(**told)


def inquiry_of(w: World) -> m.Inquiry:
    told = {"municipality": w.municipality, "asker_kind": "council", "asker": "의회", "title": "답한 요구"}
    return m.Inquiry.objects.get_or_create(**told, asked_on=date(2024, 1, 1))[0]


def _asked(model: Any, w: World) -> dict[str, Any]:
    """Of what was asked and what came in: made when it is needed, as an agreement that was asked is another thing."""
    check_in, receipt, inquiry = check_in_of(w), receipt_of(w), inquiry_of(w)
    known: dict[Any, dict[str, Any]] = {
        m.RoundClosing: {"round": w.round, "closed_by": w.user},
        m.Reminder: {"round": w.round, "on": date(2024, 7, 1)},
        m.Receipt: {"check_in": check_in, "via": "paper", "came_on": date(2024, 7, 1), "recorded_by": w.user},
        m.Enclosure: {"receipt": receipt, "document": w.document},
        m.CorrectionRequest: {"receipt": receipt, "about": "pledge", "words": "다름"},
        m.ReceiptReview: {"receipt": receipt, "decision": "approved", "reviewed_by": w.user},
        m.Invitation: {
            "check_in": check_in,
            "issued_by": w.user,
            "issued_at": datetime(2024, 7, 1, tzinfo=UTC),
            "expires_at": datetime(2024, 8, 1, tzinfo=UTC),
        },
        m.Mail: {
            "municipality": w.municipality,
            "kind": "request",
            "key": "request 1",
            "address": "a@a.example",
            "subject": "요청",
            "text": "글",
        },
        m.Inquiry: {
            "municipality": w.municipality,
            "asker_kind": "council",
            "asker": "의회",
            "title": "현황",
            "asked_on": date(2024, 1, 1),
        },
        m.Reply: {
            "inquiry": inquiry,
            "question": "by-year",
            "as_of": date(2024, 1, 1),
            "known_at": datetime(2024, 1, 1, tzinfo=UTC),
            "definition": "jobs",
            "contents": {"tables": []},
            "digest": "0" * 64,
            "drawn_by": w.user,
        },
    }
    return known[model]
