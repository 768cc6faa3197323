"""조사표 as they were downloaded, filled in by sixty companies and sent back as files."""

import csv
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

from tests.agreements.surveying import filled_in, place_of, typed_in
from tests.load.answer import SHEETS, Answer, agreement_name

ABOUT, HOW = 1, 2  # columns of the table of what differs


def fill_in(bundle: Path, folder: Path) -> list[Path]:
    """Each company knows its own by the list that comes with them."""
    with ZipFile(bundle) as papers:
        listed = csv.DictReader(StringIO(papers.read("목록.csv").decode("utf-8-sig")))
        names = {row["협약명"]: row["파일"] for row in listed}
        return [_filled(papers, names[agreement_name(number)], folder, Answer(number)) for number in SHEETS]


def _filled(papers: ZipFile, name: str, folder: Path, answer: Answer) -> Path:
    content = filled_in(papers.read(name), **{rung: answer.written(rung) for rung in answer.values})
    if answer.differing:
        first = {place_of(content, "row:1", ABOUT): "협약 수치", place_of(content, "row:1", HOW): answer.differing}
        content = typed_in(content, first)
    path = folder / name
    path.write_bytes(content)
    return path
