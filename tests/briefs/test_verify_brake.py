"""Codes cannot be tried at will, and what is told of a wrong one does not depend on what there is."""

import re

import pytest
from django.urls import reverse

from briefs import tasks
from tests.briefs.made import ordered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

HELD = "여러 번 적어 15분 동안 막았습니다"


@pytest.fixture
def paper(heungkuk):
    heungkuk.matter("issue")
    heungkuk.matter("plan")
    brief = ordered(heungkuk)
    tasks.take_and_render(brief.pk)
    brief.refresh_from_db()
    return brief


def asked(client, number, code):
    return client.post(reverse("verify"), {"number": number, "code": code})


def plain(answer) -> str:
    """Without the token and what was typed."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


def test_the_sixth_code_is_not_read_and_neither_is_the_right_one(client, paper):
    tried = [asked(client, paper.number, f"{n:04X}-0000").status_code for n in range(6)]
    assert tried == [200] * 5 + [429]
    right = asked(client, paper.number, paper.check_code)
    assert right.status_code == 429
    assert HELD in right.content.decode()
    assert "발행된 보고자료입니다" not in right.content.decode()


def test_another_spelling_of_the_number_is_the_same_number(client, paper):
    for spelt in (paper.number, f" {paper.number} ", paper.number.replace("-", " "), paper.number.replace("-", "")):
        asked(client, spelt, "0000-0000")
    asked(client, paper.number, "0000-0000")
    assert asked(client, paper.number, paper.check_code).status_code == 429


def test_a_number_that_never_was_is_held_as_one_that_is(client, paper):
    told = {}
    for number in (paper.number, "2001-0001"):
        told[number] = [plain(asked(client, number, f"{n:04X}-0000")) for n in range(6)]
    assert told[paper.number] == told["2001-0001"]


def test_another_paper_and_signing_in_are_not_held(client, paper, heungkuk):
    for n in range(6):
        asked(client, "2001-0001", f"{n:04X}-0000")
    assert "발행된 보고자료입니다" in asked(client, paper.number, paper.check_code).content.decode()
    heungkuk.officer.set_password("right-horse-2026")
    heungkuk.officer.save()
    signed_in = client.post("/sign-in/", {"username": heungkuk.officer.username, "password": "right-horse-2026"})
    assert signed_in.status_code == 302
