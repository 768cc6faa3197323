"""Sheets as cities really keep them, written from the published list: other headings, merged cells, totals, notes."""

import csv
from datetime import date
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

PUBLISHED = Path(__file__).parents[2] / "agreements" / "sample" / "published" / "agreements.csv"
Row = dict[str, str]


def published(*cities: str) -> list[Row]:
    with open(PUBLISHED, encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not cities or row["city"] in cities]


def number(text: str) -> Any:
    return float(text) if text else ""


def day(text: str) -> Any:
    return date.fromisoformat(text) if len(text) == 10 else text


def with_two_headings(rows: list[Row]) -> bytes:
    """A title, a unit line, two lines of headings, districts merged down, a total first and a note last."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("협약현황('20~)")
    as_day = book.add_format({"num_format": "yyyy. m. d."})
    sheet.merge_range(0, 0, 0, 9, "컨택센터 투자협약 체결 및 추진 현황")
    sheet.write(1, 9, "(단위: 석, 명, 백만원)")
    for column, words in enumerate(["연번", "자치구", "기 업 명", "구분\n(신설·이전)", "협약일"]):
        sheet.merge_range(2, column, 3, column, words)
    sheet.merge_range(2, 5, 2, 7, "협약 내용")
    for column, words in enumerate(["상담석(A)", "고용 인원", "투자금액"], start=5):
        sheet.write(3, column, words)
    sheet.merge_range(2, 8, 3, 8, "입주 건물")
    sheet.merge_range(2, 9, 3, 9, "비 고")
    sheet.write(4, 1, "계")
    sheet.write(4, 5, sum(int(row["seats"] or 0) for row in rows))
    at = 5
    for district, together in groupby(rows, key=lambda row: row["district"]):
        block = list(together)
        if len(block) > 1 and district:
            sheet.merge_range(at, 1, at + len(block) - 1, 1, district)
        for row in block:
            sheet.write(at, 0, at - 4)
            if len(block) == 1:
                sheet.write(at, 1, district)
            signed = day(row["signed_on"])
            (sheet.write_datetime(at, 4, signed, as_day) if isinstance(signed, date) else sheet.write(at, 4, signed))
            won = row["investment_krw"]
            values = {
                2: row["company"],
                3: row["agreement_kind"],
                5: number(row["seats"]),
                6: number(row["jobs_pledged"]),
            }
            values |= {7: int(won) / 1_000_000 if won else "-", 8: row["building_or_site"], 9: row["note"]}
            for column, value in values.items():
                sheet.write(at, column, value)
            at += 1
    sheet.write(at + 1, 0, "※ 협약일은 체결식 기준이며 자료는 언론 보도에서 옮김")
    book.close()
    return out.getvalue()


def with_words_in_cells(rows: list[Row]) -> bytes:
    """Units in the cells, days as officials write them, one heading line far down, an empty column, subtotals."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("표지").write(3, 3, "유치기업 관리")
    sheet = book.add_worksheet("유치기업")
    heads = [
        "순번",
        "업체명",
        "",
        "MOU 종류",
        "형태",
        "MOU 체결일",
        "규모(석)",
        "일자리(명)",
        "투자액",
        "소재지",
        "구·군",
        "참여 기관",
    ]
    heads += ["지역민 우선채용", "지원 사항", "추진 상황", "근거(주소)"]
    for column, words in enumerate(heads):
        sheet.write(6, column, words)
    at = 7
    for year, together in groupby(rows, key=lambda row: row["signed_on"][:4]):
        block = list(together)
        for row in block:
            for column, value in enumerate(_in_words(at - 6, row)):
                sheet.write(at, column, value)
            at += 1
        sheet.write(at, 1, "소 계")
        sheet.write(at, 6, f"{sum(int(row['seats'] or 0) for row in block):,}")
        at += 1
        if year == rows[len(rows) // 2]["signed_on"][:4]:
            for column, words in enumerate(heads):
                sheet.write(at, column, words)
            at += 1
    book.close()
    return out.getvalue()


def _in_words(turn: int, row: Row) -> list[str]:
    parts = row["signed_on"].split("-")
    signed = f"{parts[0]}년" if len(parts) == 1 else ". ".join(str(int(part)) for part in parts) + "."
    won = row["investment_krw"]
    return [
        str(turn),
        row["company"],
        "",
        row["agreement_type"],
        row["agreement_kind"],
        signed,
        f"{int(row['seats']):,}석" if row["seats"] else "-",
        f"{int(row['jobs_pledged']):,} 명" if row["jobs_pledged"] else "",
        f"{int(won) // 100_000_000}억원" if won else "",
        row["building_or_site"],
        row["district"],
        row["other_parties"].replace("; ", "\n"),
        "○" if row["local_hire_clause"] else "",
        row["support_offered"],
        row["later_outcome"],
        row["source_url"],
    ]


def with_one_agreement_over_many_rows(rows: list[Row]) -> bytes:
    """Everything of every city: one agreement over as many rows as it has companies, its other cells merged."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("전국 현황")
    heads = [
        "관리번호",
        "시·도",
        "시·군·구",
        "협약 기업",
        "투자유형",
        "협약 구분",
        "체결일자",
        "상담석 수",
        "고용계획",
        "투자규모(원)",
    ]
    heads += ["입지", "기타 당사자", "지역인재 채용조항", "지원 내용", "진행상황", "출처", "비고"]
    names = list(rows[0])
    for column, words in enumerate(heads):
        sheet.write(0, column, words)
    at = 1
    for _, together in groupby(rows, key=lambda row: row["agreement_key"]):
        block = list(together)
        for column, name in enumerate(names):
            if name != "company" and len(block) > 1 and block[0][name]:
                sheet.merge_range(at, column, at + len(block) - 1, column, block[0][name])
            else:
                for turn, row in enumerate(block):
                    sheet.write(at + turn, column, row[name])
        at += len(block)
    sheet.write(at, 3, "총 계")
    sheet.write(at, 7, sum(int(row["seats"] or 0) for row in rows))
    book.close()
    return out.getvalue()
