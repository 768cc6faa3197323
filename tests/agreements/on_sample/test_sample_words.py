"""Every number and date of the published table is a value of a row, or it is said why it stays words."""

import re
from collections import Counter
from datetime import date

import pytest

from agreements import models as m
from agreements.actions.sample_rows import partial
from tests.agreements.sample_told import HERE, SAMPLE, Told, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

NUMBER = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}(?!\d)|\d+(?:,\d{3})*(?:\.\d+)?")
WORDY = ("note", "later_outcome", "support_offered", "building_or_site", "other_parties")
PUBLISHED = read(SAMPLE / "published" / "agreements.csv")
MARKET = read(SAMPLE / "published" / "market_figures.csv")
MAPPED = read(HERE / "sample_words.csv")
TEXTS = {(row["agreement_key"], column): row[column] for row in PUBLISHED for column in WORDY if row[column]}
BY_KEY = {row["agreement_key"]: row for row in PUBLISHED}
FIGURES = {"seats": "seats", "jobs_pledged": "jobs", "investment_krw": "investment"}
EMPTY_NAMES = {"", None}


def numbers(text):
    """Each number with its turn: the second 100 of a sentence is another fact than the first."""
    turns = Counter()
    for found in NUMBER.findall(text):
        turns[found] += 1
        yield found, turns[found]


def told(row):
    return Told(row["model"], row["lookup"], row["expected"], row["agreement_key"])


def companies(key):
    return [row["company"] for row in PUBLISHED if row["agreement_key"] == key]


def test_the_table_is_the_published_one():
    assert (len(PUBLISHED), len(BY_KEY), len(MARKET)) == (51, 42, 75)


def test_no_number_is_forgotten():
    mapped = {(row["agreement_key"], row["column"], row["token"], int(row["nth"])) for row in MAPPED}
    forgotten = [
        (key, column, *number)
        for (key, column), text in TEXTS.items()
        for number in numbers(text)
        if (key, column, *number) not in mapped
    ]
    assert forgotten == []


def test_nothing_is_mapped_that_is_not_there():
    strange = [row for row in MAPPED if row["token"] not in TEXTS.get((row["agreement_key"], row["column"]), "")]
    assert strange == []


def test_each_number_became_its_value_or_says_why_not():
    wrong = [row for row in MAPPED if not (told(row).is_kept() if row["model"] else row["why"])]
    assert wrong == []


def test_the_map_would_notice():
    row = next(row for row in MAPPED if row["token"] == "7027")
    assert told(row).is_kept()
    assert not Told("Pledge", "metric=seats;stage=signed;disputes=None", "low=301", row["agreement_key"]).is_kept()
    assert not Told("Pledge", "metric=investment", "low=300", row["agreement_key"]).is_kept()
    assert list(numbers("2006년 말 100석, 100석·1,650명 2014-07-14")) == [
        ("2006", 1),
        ("100", 1),
        ("100", 2),
        ("1,650", 1),
        ("2014-07-14", 1),
    ]


@pytest.mark.parametrize("column", FIGURES)
def test_figures_are_signed_pledges(column):
    for key, row in BY_KEY.items():
        found = m.Pledge.objects.filter(
            agreement__key=key, metric=FIGURES[column], stage="signed", version_of__number=0, disputes__isnull=True
        )
        told = [str(high) for high in found.values_list("high", flat=True)]
        assert told == ([row[column]] if row[column] else []), key


def test_days_are_kept_as_far_as_they_are_known():
    for key, row in BY_KEY.items():
        agreement = m.Agreement.objects.get(key=key)
        expected = partial(row["signed_on"]) if row["signed_on"] else (None, "unknown")
        assert (agreement.signed_on, agreement.signed_precision) == expected, key
        assert agreement.signed_on or agreement.signed_words, key
        version = agreement.versions.get()
        assert (version.signed_on, version.signed_precision, version.signed_words) == (
            *expected,
            agreement.signed_words,
        )


def test_city_district_kind_and_source():
    kinds = {"투자협약": "investment", "업무협약": "business", "MOU": "mou", "유치협약": "attraction"}
    for key, row in BY_KEY.items():
        agreement = m.Agreement.objects.select_related("municipality", "district", "source").get(key=key)
        assert agreement.municipality.name == row["city"]
        assert (agreement.district.name if agreement.district else "") == row["district"]
        assert agreement.kind == kinds[row["agreement_type"]]
        assert agreement.source.url == row["source_url"]


def test_companies_and_the_city_are_parties():
    for key, row in BY_KEY.items():
        parties = m.Party.objects.filter(agreement__key=key)
        names = list(parties.filter(role="company").values_list("organisation__name", flat=True))
        assert names == [name.removesuffix("(롯데카드 TM센터)") for name in companies(key)]
        assert [p.organisation.name for p in parties.filter(role="city")] == [row["city"]]


def test_other_parties_are_parties_and_nobody_else_is():
    for key, row in BY_KEY.items():
        others = m.Party.objects.filter(agreement__key=key).exclude(role__in=["city", "company"])
        names = [party.organisation.name for party in others]
        told = [text for text in row["other_parties"].split("; ") if text] or ["롯데카드"] * (
            "발주사 롯데카드" in row["note"]
        )
        assert len(names) == len(told)
        assert all(text.startswith(name) for name, text in zip(names, told, strict=True)), key


def test_sites_are_the_places_of_centres():
    for key, row in BY_KEY.items():
        places = set(m.Centre.objects.filter(agreement__key=key).values_list("address", flat=True)) - EMPTY_NAMES
        if row["building_or_site"]:
            assert places
            assert all(place in row["building_or_site"] for place in places), key
        else:
            assert places <= ({"부산진구"} if "부산진구" in row["later_outcome"] else set()), key


def test_local_first_and_support_are_duties():
    for key, row in BY_KEY.items():
        duties = m.Obligation.objects.filter(agreement__key=key)
        assert duties.filter(code="local_first", party__role="company").count() == (row["local_hire_clause"] == "y")
        assert duties.filter(party__role="city").exists() == bool(row["support_offered"]), key


def test_no_word_of_the_support_is_lost():
    for key, row in BY_KEY.items():
        kept = "".join(
            words
            for model in (m.Obligation, m.Statement, m.SubsidyPayment)
            for words in model.objects.filter(agreement__key=key).values_list("words", flat=True)
        )
        lost = [word for word in re.findall("[가-힣]{2,}", row["support_offered"]) if word not in kept]
        assert lost == [], key


def test_market_figures_are_the_published_ones():
    kept = {
        (f.place, f.as_of_on, f.as_of_precision, f.centres, f.seats, f.agents, f.count_basis, f.source.url)
        for f in m.MarketFigure.objects.select_related("source")
    }
    assert kept == {(r["city"], *partial(r["as_of"]), *counts(r), r["count_basis"], r["source_url"]) for r in MARKET}
    assert m.MarketFigure.objects.count() == len(MARKET)


def counts(row):
    return [int(row[column]) if row[column] else None for column in ("centres", "seats", "agents")]


def test_market_figures_are_of_the_place_they_name():
    for figure in m.MarketFigure.objects.select_related("region"):
        assert (figure.region.name if figure.region else "전국(조사 지자체 합계)") == figure.place
        bounds = (figure.region.valid_from, figure.region.valid_to) if figure.region else (None, None)
        assert (bounds[0] or date.min) <= figure.as_of_on <= (bounds[1] or date.max)
