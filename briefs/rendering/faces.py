"""The forms of a paper that are made when they are asked for, from its frozen contents: HWPX, XLSX, CSV."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from agreements.periods import official_day_with_weekday
from briefs.hwpx import make_hwpx
from briefs.models import Brief
from briefs.rendering.limits import refuse_too_much
from briefs.sheets import make_csv, make_xlsx


@dataclass(frozen=True)
class Face:
    """``made`` may raise TooMuchError."""

    made: Callable[[Brief], bytes]
    content_type: str


def hwpx_of(brief: Brief) -> bytes:
    refuse_too_much(brief.contents)
    return make_hwpx(
        brief.contents,
        number=brief.number,
        check_code=brief.check_code,
        written_on=official_day_with_weekday(timezone.localtime(brief.ordered_at).date()),
        register=brief.contents["register"],
        is_draft=brief.is_draft,
    )


def xlsx_of(brief: Brief) -> bytes:
    return make_xlsx(brief.contents, number=brief.number, check_code=brief.check_code)


def csv_of(brief: Brief) -> bytes:
    return make_csv(brief.contents, number=brief.number, check_code=brief.check_code)


FACES = {
    "hwpx": Face(hwpx_of, "application/hwp+zip"),
    "xlsx": Face(xlsx_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": Face(csv_of, "text/csv; charset=utf-8"),
}
