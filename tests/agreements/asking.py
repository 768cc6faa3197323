"""A round of which companies are asked by link: what the tests of invitations, mails and reminders look at."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agreements import models as m
from agreements.actions.invitation import invite
from agreements.standing.invitation import token_of
from tests.agreements.cast import Cast, cast, make_agreement

TODAY = date(2026, 10, 5)
MORNING = "2026-10-05 10:00+09:00"


@dataclass
class Asking:
    """하나: one agreement and its check-in, one contact with mail. ``more`` are made as a test needs them."""

    people: Cast
    round: m.Round
    check_in: m.CheckIn
    contact: m.Contact
    made: dict[str, Any] = field(default_factory=dict)

    def invite(self, *contacts: m.Contact, parts: tuple[str, ...] = (), check_ins=None, **more) -> list[m.Invitation]:
        asked = {one: list(parts) for one in contacts or (self.contact,)}
        return invite(check_ins or [self.check_in], asked, by=self.people.officer, **more)

    def link(self, **more) -> str:
        return f"/submit/{token_of(self.invite(**more)[0])}/"


def asking(*, by_link: bool = True) -> Asking:
    people = cast()
    people.gwangju.asks_by_link = by_link
    people.gwangju.save()
    made = m.Round.objects.create(
        municipality=people.gwangju,
        name="2026년 3분기 이행 점검",
        observed_from=date(2026, 7, 1),
        observed_to=date(2026, 9, 30),
        opens_on=date(2026, 10, 1),
        due_on=date(2026, 10, 21),
    )
    check_in = add_check_in(made, "a", "하나", seats=100, jobs=120, officer=people.officer)
    return Asking(people, made, check_in, add_contact(check_in, "hana@company.example"))


def add_check_in(round: m.Round, key: str, company: str, **pledged) -> m.CheckIn:
    agreement = make_agreement(round.municipality, key, company=company, signed=date(2024, 3, 4), **pledged)
    return m.CheckIn.objects.create(round=round, agreement=agreement)


def add_contact(check_in: m.CheckIn, email: str, name: str = "김새봄", **more) -> m.Contact:
    company = check_in.agreement.parties.get(role="company").organisation
    told = {"organisation": company, "name": name, "email": email, "telephone": "062-111-2222"}
    return m.Contact.objects.create(**{**told, **more})


def approve(receipt: m.Receipt, by, decision: str = "approved") -> m.ReceiptReview:
    note = "다시 확인" if decision == "returned" else ""
    return m.ReceiptReview.objects.create(receipt=receipt, decision=decision, note=note, reviewed_by=by)
