"""질문과 답: one question of a council, an auditor or an office, asked of the register as its page asks it."""

from collections.abc import Sequence
from dataclasses import replace

from agreements.answers import QUESTIONS, Answer, Asked, Question
from agreements.answers.told import told
from agreements.forms.asked import AskedForm
from agreements.periods import official_day
from agreements.standing import Standing
from briefs.blocks import Chart, Heading, Paper
from briefs.contents import answered
from briefs.contents.charted import with_chart
from briefs.contents.opening import paper_of
from briefs.contents.order import NotYetError, Order
from briefs.contents.sourced import sourced

WITHOUT_QUESTION = "질문이 정해지지 않았습니다. 질문과 답에서 질문을 열고 다시 요청하십시오."
WRONG = "질문의 조건을 읽을 수 없습니다. 질문과 답에서 조건을 골라 다시 요청하십시오."
MOST_BARS = 20

Bars = tuple[str, tuple[int | None, ...]]


def paper(order: Order) -> Paper:
    question = question_of(order)
    asked = asked_of(order, question)
    answer = question.answer(asked)
    contents = told(question, asked, answer)
    found = _looked_at(asked, answer)
    blocks = with_chart(answered.tables(contents, answered.behind_rows(answer)), _chart(order, answer))
    return paper_of(
        order,
        question.title,
        found,
        (Heading("대상 및 기준"), answered.conditions(contents), *blocks, *order.written()),
        (", ".join(answered.in_a_minute(contents)), *([answered.unchecked(contents)] if found else ())),
        sourced(found),
        is_landscape=answered.is_wide(contents),
    )


def _looked_at(asked: Asked, answer: Answer) -> list[Standing]:
    if not answer.agreements:
        return []
    found = set(answer.agreements)
    return [one for one in asked.standings if one.agreement.pk in found]


def _chart(order: Order, answer: Answer) -> Chart | None:
    """None where it would be too high to read; of years the last."""
    if answer.chart is None:
        return None
    note, rows = f"{official_day(order.as_of)} 기준, 단위: {answer.chart.unit}", answer.chart.rows
    if _bars(rows) <= MOST_BARS:
        return Chart(answer.chart.title, note, answer.chart.series, rows)
    years = [row for row in rows if row[0].removesuffix("년").isdigit()]
    while _bars(years) > MOST_BARS:
        years = years[1:]
    title = f"{answer.chart.title}({years[0][0]}~{years[-1][0]})" if years else ""
    return Chart(title, note, answer.chart.series, tuple(years)) if years else None


def _bars(rows: Sequence[Bars]) -> int:
    return sum(max(1, sum(value is not None for value in values)) for _, values in rows)


def question_of(order: Order) -> Question:
    key = order.asked.get("question", "")
    if key not in QUESTIONS:
        raise NotYetError(WITHOUT_QUESTION)
    return QUESTIONS[key]


def asked_of(order: Order, question: Question) -> Asked:
    """With the conditions of the address; days, register and definition are the order's."""
    asker = answered.Asker(order.municipality, order.scope)
    given = {name: value for name, value in order.asked.items() if name != "question"}
    form = AskedForm({**given, "as_of": order.as_of.isoformat()}, user=asker, question=question)  # type: ignore[arg-type]
    if not form.is_valid() or not given.keys() <= AskedForm.base_fields.keys():
        raise NotYetError(WRONG)
    asked = form.asked()
    return replace(
        asked,
        as_of=order.as_of,
        known_at=order.known_at,
        municipality=order.municipality,
        definition=order.definition or asked.definition,
    )
