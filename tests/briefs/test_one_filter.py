"""One filter, six faces: the page, the answer, PDF, HWPX, attached CSV and XLSX give the same figures."""

from datetime import date
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.capabilities import Role
from agreements import models as m
from agreements.answers import QUESTIONS, Asked
from agreements.answers.told import digest_of, told
from briefs.contents import Order
from briefs.kinds import KINDS
from briefs.ordering import order_brief
from briefs.rendering import render
from tests.agreements.cast import make_person
from tests.briefs.faces import faces, pdf_words, plain, printed_rows, squeezed
from tests.briefs.registers import AS_OF, small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

# In 동구: jobs 100 + 200 promised, 120 + 80 confirmed, of which 100 and 80 count towards the promise.
JOBS = ("300", "200", "66.7")
OF_ONE = ("200", "80", "40.0")
TOLD = dict.fromkeys(KINDS, JOBS) | {
    "agreement": OF_ONE,
    "organisation": OF_ONE[:2],
    "handover": ("2019. 3. 2.", "2022. 12. 31."),
}
ANSWERED = TOLD | {"handover": TOLD["handover"][:1]}


class Rows(HTMLParser):
    """The rows of all tables of a page; what stands small in a cell is no figure of it."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.is_cell, self.is_small = [], False, 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.is_small += tag == "small"
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")
            self.is_cell = True

    def handle_endtag(self, tag):
        self.is_small -= tag == "small"
        if tag in {"td", "th"}:
            self.is_cell = False

    def handle_data(self, data):
        if self.is_cell and not self.is_small:
            self.rows[-1][-1] += data


def tells(rows, figures):
    """Whether a row has them in this order."""
    wanted = [plain(figure) for figure in figures]
    for row in rows:
        left = iter(plain(cell) if isinstance(cell, str) else cell for cell in row)
        if all(figure in left for figure in wanted):
            return True
    return False


@pytest.fixture
def dong(db):
    """동구 with its two agreements, held and asked of by one officer."""
    city = small()
    officer = make_person("officer", Role.OFFICER, city)
    district = m.Agreement.objects.get(key="short").district
    pair = m.Agreement.objects.filter(district=district)
    for kind in ("issue", "plan"):
        m.Matter.objects.create(agreement=pair.get(key="short"), kind=kind, is_none=True, raised_on=date(2026, 9, 1))
    pair.update(officer=officer)
    asked = {"district": str(district.pk)}
    return SimpleNamespace(city=city, officer=officer, district=district, asked=asked, pair=list(pair))


def subject_of(dong, kind):
    match KINDS[kind].subject:
        case "agreement":
            return m.Agreement.objects.get(key="short")
        case "organisation":
            return m.Organisation.objects.get(name="나래")
        case "round":
            return asked_round(dong)
        case "inquiry":
            return inquiry(dong)
        case "officer":
            return dong.officer
    return None


def asked_round(dong):
    days = {"observed_from": date(2026, 7, 1), "observed_to": date(2026, 9, 30)}
    days |= {"opens_on": date(2026, 10, 1), "due_on": date(2026, 10, 15)}
    row = m.Round.objects.create(municipality=dong.city, name="2026년 3분기 이행 점검", **days)
    m.CheckIn.objects.bulk_create(m.CheckIn(round=row, agreement=one) for one in dong.pair)
    return row


def inquiry(dong):
    row = m.Inquiry.objects.create(
        municipality=dong.city, asker_kind="council", asker="의회", title="동구 이행 현황", asked_on=AS_OF
    )
    moment = {"as_of": AS_OF, "known_at": timezone.now()}
    question = QUESTIONS["by-company"]
    asked = Asked(scope=dong.officer.scope, municipality=dong.city, district=dong.district, **moment)
    contents = told(question, asked, question.answer(asked))
    frozen = {"contents": contents, "digest": digest_of(contents), "definition": dong.city.fulfilment_definition}
    m.Reply.objects.create(inquiry=row, question="by-company", drawn_by=dong.officer, **frozen, **moment)
    return row


def order_of(dong, kind, subject):
    has_filter = not KINDS[kind].subject
    asked = dong.asked if has_filter else {}
    asked = asked | ({"question": "by-company"} if kind == "answer" else {})
    as_of = timezone.localdate() if kind == "handover" else AS_OF
    return Order(kind, dong.city, as_of, subject=subject, asked=asked, issues="해당 없음", plans="해당 없음")


def page_of(kind, subject, dong):
    """Where the same is looked at."""
    match kind:
        case "agreement":
            return reverse("agreements:detail", args=[subject.key])
        case "organisation":
            return reverse("agreements:company", args=[subject.pk])
        case "handover":
            return reverse("agreements:handover", args=[subject.pk])
        case "tables" | "round":
            return reverse("agreements:standing_by", args=["district"])
    return f"{reverse('agreements:register')}?district={dong.asked['district']}"


@pytest.mark.parametrize("kind", KINDS)
def test_one_filter_has_the_same_figures_on_every_face(dong, client, kind):
    subject = subject_of(dong, kind)
    brief = order_brief(order_of(dong, kind, subject), by=dong.officer)
    client.force_login(dong.officer)
    read = {form: [row for table in tables for row in table] for form, tables in faces(brief).items()}
    read["page"] = Rows(client.get(page_of(kind, subject, dong)).content.decode()).rows
    answer = f"{reverse('agreements:answer', args=['by-company'])}?district={dong.asked['district']}"
    assert tells(Rows(client.get(answer).content.decode()).rows, ANSWERED[kind])
    for face, rows in read.items():
        assert tells(rows, TOLD[kind]), face
    words = pdf_words(render(brief).data)
    assert any(row in words and all(squeezed(one) in row for one in TOLD[kind]) for row in printed_rows(brief.contents))
