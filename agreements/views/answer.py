"""Answers: the list of questions, a question asked, the rows behind a figure, the same tables as a sheet."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import note_access
from accounts.models import AccessLog
from accounts.permissions import SignedIn
from agreements.answers import QUESTIONS, Answer, Asked, Cell, Chart, Column, Group, Question
from agreements.answers.sheet import rows_of
from agreements.answers.told import definition_of, told
from agreements.answers.words import in_words
from agreements.forms.asked import AskedForm
from agreements.models import Agreement
from agreements.periods import official_day
from agreements.rules.sheet.writing import in_csv, in_xlsx
from agreements.standing.behind import behind
from agreements.templatetags.charts import BarChart
from agreements.views.register_sheet import XLSX

SHOWN_BEHIND = 300


@require_safe
def answers(request: SignedIn) -> HttpResponse:
    groups = [(group, [one for one in QUESTIONS.values() if one.group == group]) for group in Group]
    return render(request, "agreements/answer_list.html", {"groups": [pair for pair in groups if pair[1]]})


@require_safe
def answer(request: SignedIn, key: str) -> HttpResponse:
    question = question_of(key)
    form = AskedForm(request.GET, user=request.user, question=question)
    shown: dict[str, Any] = {"question": question, "form": form, "query": request.GET.urlencode()}
    if form.is_valid():
        asked = form.asked()
        found = question.answer(asked)
        shown |= {
            "asked": asked,
            "told": told(question, asked, found),
            "definition": definition_of(asked),
            "chart": _drawn(found.chart, asked),
        }
    return render(request, "agreements/answer_detail.html", shown)


def _drawn(chart: Chart | None, asked: Asked) -> BarChart | None:
    if chart is None:
        return None
    note = f"{official_day(asked.as_of)} 기준, 단위: {chart.unit}"
    return BarChart("answer", chart.title, note, chart.series, chart.rows)


@require_safe
def figure(request: SignedIn, key: str) -> HttpResponse:
    """?table=&row=&column= name the cell; the rest of the address is what was asked. Without a cell, the answer."""
    if "column" not in request.GET:
        return answer(request, key)
    question, asked, found = answered(request, key)
    row, column, cell = _cell(found, request)
    rows = Agreement.objects.visible_to(request.user.scope).filter(pk__in=cell.behind[:SHOWN_BEHIND])
    joined = list(rows.select_related("municipality", "source", "district"))
    return render(
        request,
        "agreements/answer_figure.html",
        {
            "question": question,
            "asked": asked,
            "row": row,
            "column": column,
            "words": in_words(cell, column),
            "count": len(cell.behind),
            "shown": behind(joined, asked.as_of, asked.known_at),
            "query": _without_cell(request),
        },
    )


@require_safe
def answer_sheet(request: SignedIn, key: str, form: str) -> HttpResponse:
    question, asked, found = answered(request, key)
    table, numbers = rows_of(told(question, asked, found), found)
    content = in_xlsx("답변", table, numbers) if form == "xlsx" else in_csv(table)
    note_access(
        request,
        AccessLog.Act.EXPORT,
        username=request.user.username,
        user=request.user,
        subject=f"{question.title} {request.GET.urlencode()[:120]}".strip(),
    )
    response = HttpResponse(content, content_type=XLSX if form == "xlsx" else "text/csv; charset=utf-8")
    name = quote(f"{question.title.rstrip('?')}_{asked.as_of:%Y%m%d}.{form}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def question_of(key: str) -> Question:
    if key not in QUESTIONS:
        raise Http404
    return QUESTIONS[key]


def answered(request: SignedIn, key: str) -> tuple[Question, Asked, Answer]:
    """404 for what cannot be asked: the page itself says what is wrong at the field."""
    question = question_of(key)
    form = AskedForm(request.GET, user=request.user, question=question)
    if not form.is_valid():
        raise Http404
    asked = form.asked()
    return question, asked, question.answer(asked)


def _cell(found: Answer, request: SignedIn) -> tuple[Any, Column, Cell]:
    named = {name: request.GET.get(name, "") for name in ("table", "row", "column")}
    for table in found.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if named == {"table": table.key, "row": row.key, "column": column.key}:
                    return row, column, cell
    raise Http404


def _without_cell(request: SignedIn) -> str:
    kept = request.GET.copy()
    for name in ("table", "row", "column"):
        kept.pop(name, None)
    return str(kept.urlencode())
