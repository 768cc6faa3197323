"""An answer as plain values: what a page shows, a sheet holds and a reply freezes. Equal contents, equal digest."""

import hashlib
import json
from typing import Any

from django.utils import timezone

from accounts.models import Municipality
from agreements.answers.answer import Answer, Proof, Row, Table
from agreements.answers.asked import Asked
from agreements.answers.question import Question
from agreements.answers.words import EOK, in_words
from agreements.periods import official_day

SOURCES = 30
ROUNDED = "금액은 억원으로 반올림하여 합계와 다를 수 있음"
NOTHINGS = (
    ("미확인", "확인한 값이 없음(0이 아님)"),
    ("미제출", "제출을 요청하였으나 답이 없음"),
    ("미상", "자료에 날짜나 이름이 없음"),
)


def told(question: Question, asked: Asked, answer: Answer) -> dict[str, Any]:
    """JSON values only. ``asked`` are the words of what it was asked with, in the order in which they are printed."""
    tables = [_table(table) for table in answer.tables]
    return {
        "question": question.key,
        "title": question.title,
        "asked": _asked(asked),
        "tables": tables,
        "notes": [*answer.notes, *_legend(tables)],
        "unchecked": answer.unchecked,
        "count": len(answer.agreements),
        "sources": _sources(asked, answer),
    }


def digest_of(contents: dict[str, Any]) -> str:
    whole = json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def _sources(asked: Asked, answer: Answer) -> list[str]:
    """Of the agreements that were looked at; each figure opens to its own."""
    looked_at = set(answer.agreements)
    if not looked_at:
        return []
    found = {str(s) for one in asked.standings if one.agreement.pk in looked_at for s in one.sources.values()}
    named = sorted(found)
    return named[:SOURCES] + ([f"외 {len(named) - SOURCES}건"] if len(named) > SOURCES else [])


def _asked(asked: Asked) -> dict[str, str]:
    known = timezone.localtime(asked.known_at) if asked.known_at else None
    return {
        "기준일": official_day(asked.as_of),
        "자료 확정": official_day(known.date()) if known else "조회 시점",
        "대상": str(asked.municipality or "전체 지자체"),
        "기간": asked.span.label,
        "구역": str(asked.district or "전체"),
        "이행 판정 기준": definition_of(asked),
    }


def definition_of(asked: Asked) -> str:
    if asked.definition:
        return str(Municipality.Definition(asked.definition).label)
    if asked.municipality:
        return str(asked.municipality.get_fulfilment_definition_display())
    return "지자체별 기준"


def _table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "title": table.title,
        "head": table.head,
        "units": list(table.units),
        "columns": [{"key": c.key, "label": c.label, "is_figure": c.is_figure, "unit": c.unit} for c in table.columns],
        "rows": [_row(row, table) for row in table.rows],
        "proofs": [_proof(proof) for proof in table.proofs],
        "note": table.note,
    }


def _row(row: Row, table: Table) -> dict[str, Any]:
    cells = [in_words(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)]
    return {"key": row.key, "label": row.label, "is_sum": row.is_sum, "cells": cells}


def _proof(proof: Proof) -> dict[str, Any]:
    return {"label": proof.column.label, "holds": proof.holds}


def _legend(tables: list[dict[str, Any]]) -> list[str]:
    """Only of what occurs."""
    cells = {cell for table in tables for row in table["rows"] for cell in row["cells"]}
    lines = [f"{word}: {meaning}" for word, meaning in NOTHINGS if word in cells]
    if any(cell.endswith("*") for cell in cells):
        lines.append("*: 언론 보도·발표 내용이거나 승인 전 보고(확인 실적과 합하지 않음)")
    if any(EOK in table["units"] for table in tables):
        lines.append(ROUNDED)
    return lines
