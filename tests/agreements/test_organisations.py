"""An organisation takes another name and stays one; it is found under both names."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements import models as m
from agreements.actions.organisation import rename_organisation
from agreements.actions.record import ConflictError, change
from agreements.periods import PartialDate, Precision
from tests.agreements.cast import cast, make_agreement, make_organisation, source_of

pytestmark = pytest.mark.django_db

IN_2017 = PartialDate(date(2017, 11, 1), Precision.DAY)
IN_2020 = PartialDate(date(2020, 1, 1), Precision.YEAR)


@pytest.fixture
def c():
    return cast()


def rename(c, organisation, name, on=IN_2017, **more):
    given = {"source": source_of(c.gwangju), "reason": "상호 변경 등기", "by": c.officer, **more}
    return rename_organisation(organisation, name=name, on=on, **given)


def former(organisation) -> list[tuple[str, str]]:
    return [(name.name, str(name.until)) for name in organisation.former_names.order_by("pk")]


def found(words: str) -> list[str]:
    return [row.name for row in m.Organisation.objects.standing().named_like(words)]


class TestRename:
    def test_the_old_name_is_kept_with_its_day_and_found(self, c):
        company = make_organisation(c.gwangju, "동부화재해상보험(주)")
        named = rename(c, company, "DB손해보험 ")
        assert named.name == "DB손해보험"
        assert former(named) == [("동부화재해상보험(주)", "2017. 11. 1.")]
        assert found("동부화재") == found("디비") + found("db손해") == ["DB손해보험"]

    def test_it_is_noted_with_its_reason(self, c):
        company = make_organisation(c.gwangju, "동부화재")
        rename(c, company, "DB손해보험")
        notes = m.ChangeRecord.objects.filter(subject_model="organisation")
        assert [(n.before, n.after, n.reason) for n in notes] == [
            ({"name": "동부화재"}, {"name": "DB손해보험"}, "상호 변경 등기")
        ]

    def test_back_to_a_name_borne_before(self, c):
        company = make_organisation(c.gwangju, "가나상사")
        again = rename(c, rename(c, company, "다라상사"), "가나상사", on=IN_2020)
        assert again.name == "가나상사"
        assert former(again) == [("가나상사", "2017. 11. 1."), ("다라상사", "2020년")]
        third = rename(c, again, "마바상사", on=PartialDate(date(2021, 5, 1), Precision.MONTH))
        assert former(third) == [("가나상사", "2021. 5."), ("다라상사", "2020년")]
        assert len(list(m.Organisation.objects.called("가나상사"))) == 1

    @pytest.mark.parametrize("name", ["동부 화재", "(주)동부화재", "동부화재 주식회사"])
    def test_another_spelling_is_no_other_name(self, c, name):
        company = make_organisation(c.gwangju, "동부화재")
        with pytest.raises(ValidationError, match="표기만 다릅니다"):
            rename(c, company, name)

    def test_a_name_that_another_bears_is_refused_whole(self, c):
        company = make_organisation(c.gwangju, "동부화재")
        make_organisation(c.gwangju, "DB손해보험")
        with pytest.raises(ValidationError, match="이미 있습니다"):
            rename(c, company, "DB손해보험")
        assert former(company) == []
        assert m.Organisation.objects.get(pk=company.pk).name == "동부화재"

    def test_the_second_of_two_is_told(self, c):
        company = make_organisation(c.gwangju, "동부화재")
        rename(c, company, "DB손해보험")
        with pytest.raises(ConflictError):
            rename(c, company, "디비손보", version=1)
        assert former(company) == [("동부화재", "2017. 11. 1.")]

    def test_lists_sort_agreements_by_the_new_name(self, c):
        agreement = make_agreement(c.gwangju, "a", company="동부화재")
        rename(c, m.Organisation.objects.get(name="동부화재"), "DB손해보험")
        assert m.StandingSummary.objects.get(agreement=agreement).sort_name == "db손해보험"

    def test_so_does_the_correction_of_a_misspelling_which_leaves_no_former_name(self, c):
        agreement = make_agreement(c.gwangju, "a", company="흥국셍명")
        company = m.Organisation.objects.get(name="흥국셍명")
        change(company, {"name": "흥국생명"}, version=1, reason="오기", by=c.officer)
        assert m.StandingSummary.objects.get(agreement=agreement).sort_name == "흥국생명"
        assert former(company) == []
