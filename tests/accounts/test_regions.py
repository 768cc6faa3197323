"""What a place was called on a day, and who holds it now."""

from datetime import date

import pytest

from accounts.capabilities import Role
from accounts.models import Department, Municipality, Region, User
from accounts.regions import called_on, holder_of

pytestmark = pytest.mark.django_db

LAST, FIRST = date(2018, 6, 30), date(2018, 7, 1)


def region(name, code, **more):
    return Region.objects.create(name=name, code=code, level="province", **more)


def chain():
    """세 이름: until 2018-06-30, until 2024-01-17, and since."""
    third = region("셋째", "93", valid_from=date(2024, 1, 18))
    second = region("둘째", "92", valid_from=FIRST, valid_to=date(2024, 1, 17), successor=third)
    return region("첫째", "91", valid_to=LAST, successor=second), second, third


@pytest.mark.parametrize("asked", [0, 1, 2])
@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1990, 1, 1), "첫째"),
        (LAST, "첫째"),
        (FIRST, "둘째"),
        (date(2024, 1, 17), "둘째"),
        (date(2024, 1, 18), "셋째"),
        (date(2030, 1, 1), "셋째"),
    ],
)
def test_the_last_day_of_a_name_is_still_its_own(asked, day, name):
    """Whichever row of the chain a record points at."""
    assert called_on(chain()[asked], day).name == name


def test_the_holder_is_the_last_successor():
    rows = chain()
    assert {holder_of(row).name for row in rows} == {"셋째"}


def test_of_several_that_were_merged_nobody_knows_which():
    merged = region("통합시", "95", valid_from=FIRST)
    one = region("하나", "91", valid_to=LAST, successor=merged)
    region("둘", "92", valid_to=LAST, successor=merged)
    assert called_on(merged, LAST) == merged
    assert called_on(one, LAST) == one
    assert called_on(one, FIRST) == holder_of(one) == merged


def test_what_took_another_in_was_always_called_so():
    stays = region("남는시", "95")
    gone = region("없어진군", "91", valid_to=LAST, successor=stays)
    assert called_on(stays, LAST) == stays
    assert called_on(gone, LAST) == gone
    assert called_on(gone, FIRST) == stays


def test_a_part_was_called_as_the_whole_before_the_split():
    whole = region("서구", "91", valid_to=LAST)
    part = region("검단구", "92", valid_from=FIRST, split_from=whole)
    assert called_on(part, LAST) == whole
    assert called_on(part, FIRST) == part
    assert called_on(whole, FIRST) == holder_of(whole) == whole, "which part it means is not known"


def test_departments_alike():
    city = Municipality.objects.create(key="n", name="전국", is_national=True)
    new = Department.objects.create(municipality=city, name="기업유치과", valid_from=FIRST)
    old = Department.objects.create(municipality=city, name="투자과", valid_to=LAST, successor=new)
    assert called_on(new, LAST) == old
    assert holder_of(old) == new


def registers(*successors):
    """a, b, c … each merged into the one that is named, or into none."""
    province = region("도", "91")
    made = [Municipality.objects.create(key=chr(97 + n), name=chr(97 + n), region=province) for n in range(9)]
    for row, into in zip(made, successors, strict=False):
        if into:
            Municipality.objects.filter(pk=row.pk).update(successor=made[ord(into) - 97], valid_to=LAST)
    return made


def scope_of(register):
    return User(username="u", display_name="u", role=Role.OFFICER, municipality=register).scope.municipality_ids


def test_a_scope_holds_what_was_merged_into_it_however_many_steps_ago(django_assert_num_queries):
    a, b, c, d, e, *_ = made = registers("b", "c", "", "c", "a")
    with django_assert_num_queries(1):
        assert scope_of(c) == {a.pk, b.pk, c.pk, d.pk, e.pk}
    assert scope_of(a) == {a.pk, e.pk}
    assert scope_of(made[5]) == {made[5].pk}


def test_a_merger_counts_from_its_day(time_machine):
    a, b, *_ = registers("b")
    time_machine.move_to("2018-06-30 23:59 +0900")
    assert scope_of(b) == {b.pk}
    time_machine.move_to("2018-07-01 00:00 +0900")
    assert scope_of(b) == {a.pk, b.pk}


def test_a_person_is_asked_for_once(django_assert_num_queries):
    person = User(username="u", display_name="u", role=Role.OFFICER, municipality=registers()[0])
    with django_assert_num_queries(1):
        assert person.scope == person.scope
    with django_assert_num_queries(0):
        assert User(username="n", display_name="n", role=Role.READER).scope.municipality_ids is None
