"""이행 현황: any set of agreements by a grouping, as of a day, as known on a day; every figure opens to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.answers import Asked, Cell, Column, Table
from agreements.answers.matrix import FIGURES, matrix
from agreements.answers.standing_tables import proof_of_people, tables
from agreements.answers.told import definition_of
from agreements.answers.words import in_words
from agreements.forms.standing import StandingForm
from agreements.models import Agreement
from agreements.rules.amount import in_prose
from agreements.rules.metric import Metric
from agreements.rules.said import Said
from agreements.standing import GROUPINGS, Counted, Grouping, Standing, Total, standings, total_of, totals_by
from agreements.standing.changed import KINDS, changed, since_last_round
from agreements.standing.counted import counted
from agreements.views.overview import charts

WHOLE = "all"
DISTRICT = "시·군·구"
CHARTED = frozenset({"year", "term", "district", "municipality"})
OPENING = ("figure", "also")
RECORDS = {"company": "agreements:company", "round": "agreements:round"}
ON_A_PAGE = 50
PARTS_ON_A_PAGE = 100


@dataclass(frozen=True)
class Looked:
    """What the address asks, and where all of that stands."""

    request: SignedIn
    form: StandingForm
    asked: Asked

    @cached_property
    def rows(self) -> list[Counted]:
        asked = self.asked
        found = Agreement.objects.visible_to(asked.scope)
        return counted(
            found.filter(municipality=asked.municipality) if asked.municipality else found,
            as_of=asked.as_of,
            known_at=asked.known_at,
            definition=asked.definition or None,
            today=self.form.today,
        )

    def parts_by(self, grouping: Grouping) -> list[Total]:
        return totals_by(self.rows, grouping.key_for(self.rows, self.asked.known_at))

    def query(self, **more: str) -> str:
        """The address again, without what opens a figure or turns a page."""
        kept = self.request.GET.copy()
        for name in (*OPENING, "page", "show"):
            kept.pop(name, None)
        kept.update(more)
        return f"?{kept.urlencode()}" if kept else ""

    @property
    def told(self) -> dict[str, Any]:
        asked = self.asked
        named = [_named(self.request, one) for one in GROUPINGS.values()]
        ways = [one for one in named if one.by != "municipality" or asked.municipality is None]
        shown = {"form": self.form, "asked": asked, "definition": definition_of(asked), "query": self.query()}
        opening = [(name, self.request.GET[name]) for name in OPENING if self.request.GET.get(name)]
        return {**shown, "ways": ways, "opening": opening}


@require_safe
def standing(request: SignedIn, by: str = "year") -> HttpResponse:
    looked, grouping = _look(request), _grouping(request, by)
    found, whole = looked.parts_by(grouping), total_of("계", looked.rows, WHOLE)
    page = Paginator(found, PARTS_ON_A_PAGE).get_page(request.GET.get("page"))
    parts = _with_the_rest(page, found)
    drawn = charts(by, f"{grouping.head}별", parts, looked.asked.as_of) if by in CHARTED else []
    people, jobs = whole.jobs.people, whole.jobs.confirmed
    addresses = [{"": _address(by, part.slug, looked.query())} if part.slug else {} for part in (whole, *parts)]
    shown = {
        "page": page,
        "kept": looked.query(page="").removeprefix("?").removesuffix("page="),
        "grouping": grouping,
        "total": whole,
        "charts": drawn,
        "tables": [_shown(table, addresses) for table in tables(grouping.head, parts, whole)],
        "people_proof": proof_of_people(people, jobs) if people and jobs else None,
    }
    return render(request, "agreements/standing_by.html", {**looked.told, **shown})


def _with_the_rest(page: Page[Total], found: Sequence[Total]) -> list[Total]:
    """What stands on other pages is one line more, so that the lines add up on each."""
    others = [*found[: max(page.start_index() - 1, 0)], *found[page.end_index() :]]
    rest = [one for part in others for one in part.standings]
    return [*page, total_of(f"다른 쪽 {len(others):,}줄", rest)] if others else list(page)


@require_safe
def standing_of(request: SignedIn, by: str, group: str) -> HttpResponse:
    """?figure= opens one figure of it, ?also=year:2020 is the part that belongs to that other grouping too."""
    looked, grouping = _look(request), _grouping(request, by)
    part, also, figure = _part(looked, grouping, group), request.GET.get("also", ""), request.GET.get("figure", "")
    if also:
        part = _within(looked, part, also)
    told = tables(grouping.head, [], part)
    here = {"": _address(by, group, looked.query(**({"also": also} if also else {})))}
    record = reverse(RECORDS[by], args=[group]) if by in RECORDS and group.isdecimal() else ""
    shown = {"grouping": grouping, "part": part, "here": here[""], "record": record}
    if figure:
        opened = _opened(told, figure)
        rows = [one for one in part.standings if one.agreement.pk in opened.behind]
        return _listed(looked, rows, opened=opened, **shown)
    return _listed(looked, part.standings, tables=[_shown(one, [here]) for one in told], **shown)


def _within(looked: Looked, part: Total, also: str) -> Total:
    other, _, slug = also.partition(":")
    within = _part(looked, _grouping(looked.request, other), slug)
    kept = {one.agreement.pk for one in within.standings}
    both = [one for one in part.standings if one.agreement.pk in kept]
    return total_of(within.label if part.slug == WHOLE else f"{part.label} · {within.label}", both, part.slug)


@require_safe
def standing_matrix(request: SignedIn) -> HttpResponse:
    """District by signing year; ?show= is one of FIGURES."""
    looked = _look(request)
    asked = request.GET.get("show", "")
    show = asked if asked in FIGURES else "count"
    districts, years = (_grouping(request, by) for by in ("district", "year"))
    down, across = (one.key_for(looked.rows, looked.asked.known_at) for one in (districts, years))
    found = matrix(looked.rows, districts.head, down, across, FIGURES[show])
    leads = {"": {}, **{year: _leads(year, show) for year in found.columns}}
    addresses = [
        {year: _address("district", slug, looked.query(**lead)) for year, lead in leads.items()} for slug in found.down
    ]
    shown = {
        "matrix": found,
        "total": total_of("계", looked.rows),
        "figures": FIGURES,
        "show": show,
        "table": _shown(found.table, addresses),
    }
    return render(request, "agreements/standing_matrix.html", {**looked.told, **shown})


def _leads(year: str, figure: str) -> dict[str, str]:
    """Tables of a part know its figures by the names that the matrix has for them."""
    return {"figure": figure} if year == WHOLE else {"also": f"year:{year}", "figure": figure}


@require_safe
def standing_changed(request: SignedIn, kind: str) -> HttpResponse:
    """The agreements of which something of that kind was recorded since the last round."""
    if kind not in KINDS:
        raise Http404
    looked = _look(request)
    since = since_last_round(request.user.scope, today=looked.form.today)
    found = changed(request.user.scope, since.at)[kind]
    rows = [one for one in looked.rows if one.agreement.pk in found]
    return _listed(looked, rows, part=total_of(KINDS[kind], rows), since=since)


def _look(request: SignedIn) -> Looked:
    form = StandingForm(request.GET, user=request.user)
    return Looked(request, form, form.asked())


def _grouping(request: SignedIn, by: str) -> Grouping:
    if by not in GROUPINGS:
        raise Http404
    return _named(request, GROUPINGS[by])


def _named(request: SignedIn, grouping: Grouping) -> Grouping:
    """Districts are called as the city calls them: 자치구, 군·구, 시·군."""
    city = request.user.municipality
    return replace(grouping, head=city.district_word if city else DISTRICT) if grouping.by == "district" else grouping


def _part(looked: Looked, grouping: Grouping, group: str) -> Total:
    if group == WHOLE:
        return total_of("전체", looked.rows, WHOLE)
    found = next((part for part in looked.parts_by(grouping) if part.slug == group), None)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Opened:
    """The name of a figure, what it says with its unit, and the agreements it rests on."""

    name: str
    words: str
    behind: frozenset[int]


def _opened(told: Sequence[Table], figure: str) -> Opened:
    for table in told:
        for column, cell in zip(table.columns, table.rows[0].cells, strict=True):
            if column.key == figure:
                name = f"{table.title} {column.label}" if table.key in set(Metric) else column.label
                return Opened(name, _with_unit(cell, column, table.key), frozenset(cell.behind))
    raise Http404


def _with_unit(cell: Cell, column: Column, table: str) -> str:
    """``150명 이상``. People are those of the jobs."""
    if isinstance(cell.value, Said):
        return in_prose(cell.value, Metric(table) if table in set(Metric) else Metric.JOBS)
    return in_words(cell, column) + (column.unit if cell.value is not None else "")


def _listed(looked: Looked, rows: Sequence[Counted], **shown: Any) -> HttpResponse:
    page = Paginator(rows, ON_A_PAGE).get_page(looked.request.GET.get("page"))
    told = {"page": page, "standings": _standings(list(page), looked.asked), "total": total_of("계", rows)}
    kept = looked.request.GET.copy()
    kept.pop("page", None)
    told["kept"] = f"{kept.urlencode()}&" if kept else ""
    return render(looked.request, "agreements/standing_of.html", {**looked.told, **told, **shown})


def _standings(rows: Sequence[Counted], asked: Asked) -> list[Standing]:
    """Whole, as the list tells more than totals ask."""
    known = Agreement.objects.visible_to(asked.scope).select_related("municipality", "source", "district__parent")
    found = known.in_bulk([one.agreement.pk for one in rows])
    joined = [found[one.agreement.pk] for one in rows]
    told = {"as_of": asked.as_of, "known_at": asked.known_at, "definition": asked.definition or None}
    return standings(joined, **told)  # type: ignore[arg-type]


def _address(by: str, slug: str, query: str) -> str:
    return reverse("agreements:standing_of", args=[by, slug]) + query


def _shown(table: Table, addresses: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Written. ``addresses`` lead, line by line, from its name ('') and from its columns; a figure without its own
    is opened on the page of its line. Without addresses the table is plain.
    """
    rows = []
    for number, row in enumerate(table.rows):
        to = addresses[number] if addresses else {}
        cells = [_cell(cell, column, to) for cell, column in zip(row.cells, table.columns, strict=True)]
        rows.append({"label": row.label, "is_sum": row.is_sum, "href": to.get("", ""), "cells": cells})
    wrong = [proof.column.label for proof in table.proofs if not proof.holds]
    return {"table": table, "rows": rows, "wrong": wrong}


def _cell(cell: Cell, column: Column, to: dict[str, str]) -> dict[str, Any]:
    words, plain = in_words(cell, column), to.get("", "")
    opening = f"{plain}{'&' if '?' in plain else '?'}figure={column.key}" if plain else ""
    return {
        "label": column.label,
        "words": words,
        "is_nothing": cell.value is None,
        "href": to.get(column.key, opening) if cell.behind else "",
    }
