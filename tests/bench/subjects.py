"""What some papers are about: a round that was answered in part, an inquiry with an answer."""

from datetime import date, timedelta

from django.utils import timezone

from agreements import models as m
from agreements.answers import QUESTIONS, Asked
from agreements.answers.told import digest_of, told
from tests.agreements.rows import World


def round_of(w: World, day: date) -> m.Round:
    """Of every agreement; every second one handed in."""
    asked = m.Round.objects.create(
        municipality=w.municipality,
        name="재는 점검",
        observed_from=day - timedelta(days=90),
        observed_to=day - timedelta(days=30),
        opens_on=day - timedelta(days=29),
        due_on=day - timedelta(days=1),
    )
    agreements = m.Agreement.objects.filter(municipality=w.municipality)
    made = m.CheckIn.objects.bulk_create(m.CheckIn(round=asked, agreement=one) for one in agreements)
    m.Receipt.objects.bulk_create(
        m.Receipt(check_in=one, via="paper", came_on=day - timedelta(days=2), recorded_by=w.user) for one in made[::2]
    )
    return asked


def inquiry(w: World, day: date) -> m.Inquiry:
    row = m.Inquiry.objects.create(
        municipality=w.municipality, asker_kind="council", asker="의회", title="재는 요구자료", asked_on=day
    )
    for key in ("fulfilment", "by-year"):
        question = QUESTIONS[key]
        asked = Asked(scope=w.user.scope, as_of=day, known_at=timezone.now(), municipality=w.municipality)
        contents = told(question, asked, question.answer(asked))
        m.Reply.objects.create(
            inquiry=row,
            question=key,
            as_of=day,
            known_at=asked.known_at,
            definition=w.municipality.fulfilment_definition,
            contents=contents,
            digest=digest_of(contents),
            drawn_by=w.user,
        )
    return row
