"""Tables that cities and councils published, out of registers made to their counts, through the pages and answers.

What goes in is one agreement at a time; every total and rate is the product's.
"""

from datetime import date

import pytest

from accounts.capabilities import Role
from accounts.models import Municipality
from tests.agreements.cast import make_agreement, make_municipality, make_person
from tests.agreements.standing.register import EOK, Made, adds_up, column, in_answer, make_register, on_page, shares

pytestmark = pytest.mark.django_db


def city(client, key, name, code, **settings):
    """Its division head looks at everything."""
    made = make_municipality(key, name, code=code, **settings)
    client.force_login(make_person(f"{key}-director", Role.DIRECTOR, made))
    return made


class TestGwangju:
    """238 agreements of 2016~2020. 9.: 101 done, 82 going on, 38 changed, 9 elsewhere, 8 closed; 16,970억 pledged and
    5,303억 invested, 7,676 jobs pledged and 1,617 there (장재성 시의원 2020-11-04, hankyung 202011042540Y;
    shared/data/fulfilment_published.csv).
    """

    ASKED = "?as_of=2020-09-30"
    SPAN = f"{ASKED}&span=free&first=2016-01-01&last=2020-09-30"
    CODES = ("done",) * 101 + ("",) * 82 + ("changed",) * 38 + ("elsewhere",) * 9 + ("closed",) * 8

    @pytest.fixture(autouse=True)
    def register(self, client):
        """What closed had opened, and had people at work of whom none is left; two were signed after the base day."""
        gwangju = city(client, "gwangju", "광주광역시", "29", fulfilment_definition="opened")
        money, jobs = shares(16_970 * EOK, 238), shares(7_676, 238)
        spent, hired = shares(5_303 * EOK, 101), shares(1_617, 101)
        made = []
        for number, code in enumerate(self.CODES):
            done, signed = code == "done", date(2016 + number % 5, 1 + number % 9, 15)
            confirmed = {"invested": spent[number], "staff": hired[number]} if done else {}
            made.append(
                Made(
                    signed=signed,
                    pledged={"investment": money[number], "jobs": jobs[number]},
                    confirmed={"staff": 30} if code == "closed" else confirmed,
                    checked=date(2020, 6 if code == "closed" else 9, 30),
                    opened=date(2020, 6, 1) if done or code == "closed" else None,
                    outcome=code,
                    decided=date(2020, 9, 1),
                    due=date(2020, 6, 30) if number % 2 else date(2021, 6, 30),
                )
            )
        later = [Made(date(2020, 10, 5), {"jobs": 500}, {"staff": 400}, date(2020, 10, 6)) for _ in range(2)]
        make_register(gwangju, [*made, *later])

    def test_the_rates_are_the_published_ones(self, client):
        found = in_answer(client, f"/answers/fulfilment/{self.SPAN}")
        lines = {
            (line, key): found["whole", line, key]
            for line in ("협약(건)", "투자액(억원)", "고용(명)")
            for key in ("pledged", "confirmed", "rate")
        }
        assert lines == {
            ("협약(건)", "pledged"): "238",
            ("협약(건)", "confirmed"): "101",
            ("협약(건)", "rate"): "42.4",
            ("투자액(억원)", "pledged"): "16,970.0",
            ("투자액(억원)", "confirmed"): "5,303.0",
            ("투자액(억원)", "rate"): "31.2",
            ("고용(명)", "pledged"): "7,676",
            ("고용(명)", "confirmed"): "1,617",
            ("고용(명)", "rate"): "21.1",
        }

    def test_the_outcomes_add_up_to_238(self, client):
        counts = column(in_answer(client, f"/answers/outcomes/{self.SPAN}"), "outcomes", "count")
        going = [counts.pop(f"추진 중({word})") for word in ("기한 내", "기한 경과")]
        assert sum(map(int, going)) == 82
        assert counts == {"계": "238", "이행 완료": "101", "계획 변경": "38", "타 지역 투자": "9", "폐업·철수": "8"}
        assert int(counts["계"]) == 101 + 82 + 38 + 9 + 8

    @pytest.mark.parametrize("by", ["year", "outcome", "term", "district", "company", "round"])
    def test_the_standing_page_says_the_same_however_it_is_grouped(self, client, by):
        found = on_page(client, f"/standing/{by}/{self.ASKED}")
        assert found["counts", "계", "count"] == "238"
        assert found["counts", "계", "fulfilled"] == "101"
        assert (found["investment", "계", "investment_rate"], found["jobs", "계", "jobs_rate"]) == ("31.2", "21.1")
        for key in ("count", "fulfilled", "progress_done", "progress_closed", "unchecked"):
            assert adds_up(column(found, "counts", key))

    def test_of_what_closed_nobody_is_left_and_its_history_stands(self, client):
        now = column(on_page(client, f"/standing/outcome/{self.ASKED}"), "jobs", "jobs_confirmed")
        before = column(on_page(client, "/standing/?as_of=2020-08-31"), "jobs", "jobs_confirmed")
        last = column(in_answer(client, f"/answers/closed/{self.ASKED}"), "closed", "last_staff")
        assert (now["폐업·철수"], before["계"]) == ("0", str(8 * 30))
        assert list(last.values()) == ["-", *["30"] * 8]


class TestJeonbuk:
    """전북 민선 8기 by signing year, 억원(개사) and 명 (도의회 2025-11-14; shared/design/paper.md). Lapsed: 실효액.

    What the source writes ``-``: of 2025 no lapse is a count of 0 here, and jobs of which nobody told read 미확인.
    """

    ASKED = "?as_of=2025-09-30&definition=opened"
    COHORTS = {  # signed: 협약액(개사), 실효액(개사), 실투자(개사), 고용 협약, 실 고용
        date(2022, 9, 1): ((9_890, 30), (591, 6), (2_857, 8), 1_814, 254),
        date(2023, 5, 1): ((104_301, 62), (9_987, 10), (3_533, 17), 8_781, 159),
        date(2024, 5, 1): ((31_638, 82), (1_101, 5), (386, 8), 4_955, 10),
        date(2025, 5, 1): ((24_232, 53), (0, 0), (0, 0), 2_425, None),
    }
    PRINTED = {
        "계": ("170,061.0", "227", "11,679.0", "21", "6,776.0", "33", "17,975", "423"),
        "2022년": ("9,890.0", "30", "591.0", "6", "2,857.0", "8", "1,814", "254"),
        "2023년": ("104,301.0", "62", "9,987.0", "10", "3,533.0", "17", "8,781", "159"),
        "2024년": ("31,638.0", "82", "1,101.0", "5", "386.0", "8", "4,955", "10"),
        "2025년": ("24,232.0", "53", "-", "0", "0.0", "0", "2,425", "미확인"),
    }

    @pytest.fixture(autouse=True)
    def register(self, client):
        jeonbuk = city(client, "jeonbuk", "전북특별자치도", "52")
        make_register(jeonbuk, [one for signed, told in self.COHORTS.items() for one in self.cohort(signed, *told)])

    def cohort(self, signed, pledged, lapsed, spent, jobs, hired):
        """First what lapsed, then what was invested in, then the rest; of 2025 all were looked at: none had begun."""
        (money, count), (gone, gone_count), (invested, invested_count) = pledged, lapsed, spent
        amounts = shares(gone * EOK, gone_count) if gone_count else []
        amounts += shares((money - gone) * EOK, count - gone_count)
        begun = dict(zip(range(gone_count, count), shares(invested * EOK, invested_count or count), strict=False))
        people = dict(zip(begun, shares(hired, invested_count) if hired else [], strict=False))
        for number, (amount, promised) in enumerate(zip(amounts, shares(jobs, count), strict=True)):
            is_begun = number - gone_count in range(invested_count)
            confirmed = {"invested": begun[number]} if is_begun or not invested_count else {}
            yield Made(
                signed=signed,
                pledged={"investment": amount, "jobs": promised},
                confirmed=confirmed | ({"staff": people[number]} if number in people else {}),
                checked=date(2025, 9, 1),
                opened=date(2025, 6, 1) if is_begun else None,
                outcome="lapsed" if number < gone_count else "",
                decided=date(2025, 9, 1),
            )

    def lapsed_of(self, client, year):
        """What of one signing year lapsed, on the page that the matrix opens."""
        also = "" if year == "계" else f"&also=year:{year.removesuffix('년')}"
        found = on_page(client, f"/standing/outcome/lapsed/{self.ASKED}{also}")
        return next(iter(column(found, "investment", "investment_pledged").values()), "-")

    def test_the_table_comes_out_line_by_line(self, client):
        found = on_page(client, f"/standing/year/{self.ASKED}")
        told = (
            ("investment", "investment_pledged"),
            ("counts", "count"),
            None,
            ("counts", "progress_lapsed"),
            ("investment", "investment_confirmed"),
            ("counts", "fulfilled"),
            ("jobs", "jobs_pledged"),
            ("jobs", "jobs_confirmed"),
        )
        printed = {
            line: tuple(found[one[0], line, one[1]] if one else self.lapsed_of(client, line) for one in told)
            for line in self.PRINTED
        }
        assert printed == self.PRINTED
        assert set(column(found, "counts", "count")) == set(self.PRINTED)

    def test_the_answer_by_year_says_the_same_of_the_term(self, client):
        """What was signed on the last day of the term before is not asked for."""
        make_agreement(Municipality.objects.get(), "before", signed=date(2022, 6, 30), jobs=999)
        found = in_answer(client, f"/answers/by-year/{self.ASKED}&span=term-8")
        for line, (_, count, _, _, _, begun, jobs, hired) in self.PRINTED.items():
            told = [found["years", line, key] for key in ("count", "fulfilled", "jobs_pledged", "jobs_confirmed")]
            assert told == [count, begun, jobs, hired]


class TestDaegu:
    """77 agreements of 2006~2010. 6. (imaeil 2010-08-31, 2010-09-01). A councillor counted 1 company and 12 centres
    attracted, 53 going on, 6 weak and 4 dead, which is 76. The city: 31 complete, 17 of them centres, as an open
    office fulfils an agreement.
    """

    ASKED = "?as_of=2010-08-31"
    CENTRE, MAKER = "컨택센터", "제조·연구개발"
    PARTS = (  # how many, sector, outcome, whether an office is open, whether the jobs are there
        (1, MAKER, "done", True, True),
        (12, CENTRE, "done", True, True),
        (5, CENTRE, "", True, False),
        (13, MAKER, "", True, False),
        (35, MAKER, "", False, False),
        (6, MAKER, "partial", False, False),
        (4, MAKER, "withdrawn", False, False),
    )

    @pytest.fixture(autouse=True)
    def register(self, client):
        made = [self.made(n, *told) for count, *told in self.PARTS for n in range(count)]
        nobody_counted = Made(date(2007, 3, 2), {"jobs": 50}, {}, date(2010, 6, 30), sector=self.MAKER)
        make_register(city(client, "daegu", "대구광역시", "27"), [*made, nobody_counted])

    def made(self, number, sector, outcome, is_open, is_reached):
        return Made(
            signed=date(2006 + number % 4, 9, 1),
            pledged={"jobs": 100},
            confirmed={"staff": 100 if is_reached else 20} if is_open else {},
            checked=date(2010, 6, 30),
            opened=date(2010, 3, 2) if is_open else None,
            outcome=outcome,
            decided=date(2010, 6, 30),
            due=date(2010, 12, 31) if number % 3 else date(2010, 6, 30),
            sector=sector,
        )

    def test_the_councillors_parts_leave_one_of_which_nothing_is_known(self, client):
        counts = column(in_answer(client, f"/answers/outcomes/{self.ASKED}"), "outcomes", "count")
        going = sum(int(counts.pop(f"추진 중({word})")) for word in ("기한 내", "기한 경과"))
        assert going == 53
        assert counts == {"계": "77", "이행 완료": "13", "일부 이행": "6", "철회": "4", "미확인": "1"}

    @pytest.mark.parametrize(
        ("definition", "words", "whole", "centres", "makers"),
        [("jobs", "고용", "13", "12", "1"), ("opened", "개소", "31", "17", "14")],
    )
    def test_one_register_under_two_definitions(self, client, definition, words, whole, centres, makers):
        asked = f"{self.ASKED}&definition={definition}"
        fulfilled = column(on_page(client, f"/standing/sector/{asked}"), "counts", "fulfilled")
        assert fulfilled == {"계": whole, self.CENTRE: centres, self.MAKER: makers}
        found = in_answer(client, f"/answers/fulfilment/{asked}")
        assert found["whole", "협약(건)", "pledged"] == "77"
        assert found["whole", "협약(건)", "confirmed"] == whole
        for page in (f"/standing/{asked}", f"/answers/fulfilment/{asked}"):
            assert f"이행 판정 기준: {words}" in client.get(page).content.decode()
