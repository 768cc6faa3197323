"""What people of a city do to a register of two agreements, through the real actions, in whatever order."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from agreements import models as m
from agreements.actions.agreement import NewAgreement, register_agreement
from agreements.actions.check_in import decide_receipt, submit_check_in
from agreements.actions.outcome import decide_outcome
from agreements.actions.record import ConflictError, correct, record, void
from agreements.actions.review import correct_actual, review_actual
from agreements.actions.round import open_round
from agreements.actions.version import amend_agreement, void_version
from agreements.rules.answered import Answered, Submitted
from agreements.rules.metric import Rung
from agreements.rules.rhythm import window
from agreements.rules.said import Said, Wording
from agreements.standing.proposal import last_outcomes
from agreements.standing.version import next_number
from tests.agreements.cast import cast, make_organisation, source_of

which = st.integers(0, 9)
metrics = st.sampled_from(["seats", "jobs", "investment"])
rungs = st.sampled_from([rung.value for rung in Rung])
codes = st.sampled_from(m.Outcome.Code.values)
decisions = st.sampled_from(["approved", "approved", "returned"])
decided = st.none() | decisions
values = st.tuples(st.integers(0, 300), st.sampled_from([0, 0, 30])).map(
    lambda pair: {"low": pair[0], "high": sum(pair), "wording": "range" if pair[1] else "exact"}
)
# First days of what is known, all of them also first days of a quarter and of a month; one has not come yet.
days = st.tuples(
    st.sampled_from([date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1), date(2099, 1, 1)]),
    st.sampled_from(["day", "month", "quarter", "half", "year"]),
).filter(lambda pair: pair[1] != "year" or pair[0].month == 1)
AS_OF = (
    *(date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 31), date(2025, 3, 30), date(2025, 3, 31)),
    *(date(2025, 6, 30), date(2025, 7, 1), date(2025, 9, 30), date(2025, 12, 31), date(2026, 7, 1)),
)


def on(name: str, day: tuple[date, str]) -> dict[str, Any]:
    return {f"{name}_on": day[0], f"{name}_precision": day[1]}


class Desk(RuleBasedStateMachine):
    """Everything is taken back at the end of an example: the register is never committed."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        people = cast()
        self.city, self.officer, self.head = people.gwangju, people.officer, people.head
        self.source = source_of(self.city)
        self.agreements = [
            self.register(name, day) for name, day in (("가", date(2024, 5, 2)), ("나", date(2025, 6, 1)))
        ]
        asked = window("quarter", date(2025, 10, 5))
        self.round = open_round(self.city, window=asked, agreements=self.agreements, by=self.officer)
        for n, (rung, day) in enumerate((("staff", "month"), ("hired", "year"), ("seats_used", "day"))):
            sixty = {"low": 60, "high": 60, "wording": "exact"}
            self.counted(n, rung, sixty, (date(2025, 1, 1), day), "city")

    def register(self, name: str, signed: date) -> m.Agreement:
        told = {"name": f"{name} 투자협약", "kind": "investment", "signed_on": signed, "signed_precision": "day"}
        new = NewAgreement(m.Agreement(municipality=self.city, source=self.source, **told))
        company = make_organisation(self.city, name)
        hangs = {"agreement": new.agreement, "source": self.source}
        new.parties.append(m.Party(organisation=company, role="company", **hangs))
        jobs = {"metric": "jobs", "stage": "signed", "low": 100, "high": 100}
        new.pledges.append(m.Pledge(recorded_by=self.officer, **jobs, **hangs))
        return register_agreement(new, by=self.officer)

    def fact(self, number: int) -> dict[str, Any]:
        agreement = self.agreements[number % len(self.agreements)]
        return {"agreement": agreement, "source": self.source, "recorded_by": self.officer}

    def pick(self, model: Any, number: int) -> Any:
        rows = model.objects.known_at(None).order_by("pk")
        return rows[number % count] if (count := rows.count()) else None

    def try_to(self, act: Any, *given: Any, **options: Any) -> None:
        """What is refused leaves nothing behind, and that is compared too."""
        with suppress(ValidationError, ConflictError), transaction.atomic():
            act(*given, **options)

    @rule(n=which, metric=metrics, value=values, due=st.none() | days, stage=st.sampled_from(["signed", "announced"]))
    def promise(self, n, metric, value, due, stage):
        fact = self.fact(n)
        told = {"metric": metric, "stage": stage, **value, **(on("due", due) if due else {})}
        first = fact["agreement"].versions.filter(number=0).first()
        self.try_to(record, m.Pledge(version_of=first, **told, **fact), by=self.officer)

    @rule(n=which, promised=st.dictionaries(metrics, values, max_size=2), day=days)
    def amend(self, n, promised, day):
        fact = self.fact(n)
        number = next_number(fact["agreement"])
        told = {"number": number, "reason_code": "plan", "words": "변경", **on("signed", day)}
        lines = [
            m.Pledge(metric=metric, stage="signed", source=self.source, recorded_by=self.officer, **value)
            for metric, value in promised.items()
        ]
        version = m.Version(**told, **fact)
        self.try_to(amend_agreement, fact["agreement"], version=version, pledges=lines, by=self.officer)

    @rule(n=which, day=days)
    def move_an_amendment(self, n, day):
        version = self.pick(m.Version, n)
        if version.number:
            self.try_to(correct, version, on("signed", day), reason="체결일 정정", by=self.officer)

    @rule(n=which)
    def take_an_amendment_back(self, n):
        self.try_to(void_version, self.pick(m.Version, n), reason="잘못 등록", by=self.officer)

    @rule(n=which, rung=rungs, value=values, day=days, kind=st.sampled_from(["city", "company"]), decision=decided)
    def count(self, n, rung, value, day, kind, decision):
        """Now and then of a day long ago, after others: a late value."""
        self.counted(n, rung, value, day, kind)
        last = m.Actual.objects.order_by("-pk")[0]
        if decision:
            self.try_to(review_actual, last, decision, note="확인", by=self.head)

    def counted(self, n, rung, value, day, kind):
        told = {"rung": rung, "source_kind": kind, **value, **on("as_of", day)}
        self.try_to(record, m.Actual(**told, **self.fact(n)), by=self.officer)

    @rule(n=which, decision=decisions)
    def review(self, n, decision):
        if actual := self.pick(m.Actual, n):
            self.try_to(review_actual, actual, decision, note="확인", by=self.head)

    @rule(n=which, value=values)
    def correct_a_count(self, n, value):
        if actual := self.pick(m.Actual, n):
            self.try_to(correct_actual, actual, value, reason="명부와 대조", by=self.officer)

    @rule(n=which, value=values)
    def correct_a_pledge(self, n, value):
        if pledge := self.pick(m.Pledge, n):
            self.try_to(correct, pledge, value, reason="오기", by=self.officer)

    @rule(model=st.sampled_from([m.Pledge, m.Actual, m.Step, m.Outcome]), n=which)
    def take_back(self, model, n):
        if fact := self.pick(model, n):
            self.try_to(void, fact, reason="잘못 입력", by=self.officer)

    @rule(n=which, answers=st.dictionaries(rungs, values, min_size=1, max_size=2))
    def hand_in(self, n, answers):
        check_in = self.round.check_ins.get(agreement=self.fact(n)["agreement"])
        told = [
            Answered(Rung(rung), Said(one["low"], one["high"], Wording(one["wording"])))
            for rung, one in answers.items()
        ]
        came = Submitted(via="paper", came_on=date(2025, 10, 12), answered=told)
        self.try_to(submit_check_in, check_in, came, by=self.officer)

    @rule(n=which, decision=decisions)
    def decide(self, n, decision):
        receipts = m.Receipt.objects.order_by("pk")
        if count := receipts.count():
            self.try_to(decide_receipt, receipts[n % count], decision, note="확인", by=self.head)

    @rule(n=which, code=codes, day=days)
    def conclude(self, n, code, day):
        agreement = self.fact(n)["agreement"]
        last = last_outcomes([agreement.pk]).get(agreement.pk, 0)
        told = {"code": code, "on": day[0], "reason_code": "other", "words": "결정"}
        self.try_to(decide_outcome, agreement, **told, last=last, by=self.head)

    @rule(n=which, code=codes, day=days)
    def hear_of_an_outcome(self, n, code, day):
        """From a paper that knows the day in part."""
        told = {"code": code, "reason_code": "other", **on("on", day)}
        self.try_to(record, m.Outcome(**told, **self.fact(n)), by=self.officer)

    @rule(n=which, day=days)
    def open_up(self, n, day):
        self.try_to(record, m.Step(kind="opened", **on("on", day), **self.fact(n)), by=self.officer)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
