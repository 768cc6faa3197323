"""What is typed is kept until it is registered; of two people nobody's text is lost."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Department
from agreements import models as m
from agreements.actions.draft import LARGEST, discard_draft, save_draft
from agreements.actions.record import ConflictError
from tests.agreements.cast import cast

pytestmark = pytest.mark.django_db


def typed(name: str, page: str = "여기") -> dict[str, list[str]]:
    return {"name": [name], "once": [page]}


@pytest.fixture
def c():
    made = cast()
    department = Department.objects.create(municipality=made.gwangju, name="투자과")
    for person in (made.officer, made.head):
        person.department = department
        person.save()
    return made


def test_the_first_saving_makes_it_and_the_next_goes_on_with_it(c):
    key = uuid4()
    first = save_draft(key=key, typed=typed("가"), title="가", seen=None, by=c.officer)
    assert (first.municipality, first.department, first.by) == (c.gwangju, c.officer.department, c.officer)
    again = save_draft(key=key, typed=typed("가나"), title="가나", seen=first.saved_at, by=c.officer)
    assert (again.pk, again.typed["name"], again.title) == (first.pk, ["가나"], "가나")
    assert not m.ChangeRecord.objects.exists()


def test_the_second_of_two_is_told_and_the_first_stays(c):
    key = uuid4()
    first = save_draft(key=key, typed=typed("가"), title="", seen=None, by=c.officer)
    save_draft(key=key, typed=typed("둘째", "저기"), title="", seen=first.saved_at, by=c.head)
    with pytest.raises(ConflictError):
        save_draft(key=key, typed=typed("셋째"), title="", seen=first.saved_at, by=c.officer)
    assert m.Draft.objects.get().typed["name"] == ["둘째"]


def test_a_page_whose_answer_was_lost_knows_its_own_saving(c):
    key = uuid4()
    save_draft(key=key, typed=typed("가"), title="", seen=None, by=c.officer)
    assert save_draft(key=key, typed=typed("가나"), title="", seen=None, by=c.officer).typed["name"] == ["가나"]


def test_what_was_registered_meanwhile_does_not_come_back(c):
    key = uuid4()
    draft = save_draft(key=key, typed=typed("가"), title="", seen=None, by=c.officer)
    discard_draft(draft, by=c.officer)
    with pytest.raises(ValidationError, match="그 사이 등록되었거나"):
        save_draft(key=key, typed=typed("가나"), title="", seen=draft.saved_at, by=c.officer)
    assert not m.Draft.objects.exists()


def test_it_has_an_end(c):
    with pytest.raises(ValidationError, match="길이를 넘었습니다"):
        save_draft(key=uuid4(), typed={"name": ["가" * LARGEST]}, title="", seen=None, by=c.officer)


def test_it_is_private_to_the_department(c):
    draft = save_draft(key=uuid4(), typed=typed("가"), title="", seen=None, by=c.officer)
    assert list(m.Draft.objects.private_to(c.head)) == [draft]
    for other in (c.director, c.incheon_officer):
        assert not m.Draft.objects.private_to(other).exists()
        with pytest.raises(ValidationError):
            save_draft(key=draft.key, typed=typed("남"), title="", seen=draft.saved_at, by=other)
        discard_draft(draft, by=other)
    assert m.Draft.objects.get().typed["name"] == ["가"]
