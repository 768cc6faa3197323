"""The hour of a ceremony as officials write it: 16:00, 16시 30분, 오후 4시. Nothing is guessed: 4시 may be either."""

import re
from datetime import time

from agreements.rules.reading import Unreadable, plain

EXAMPLE = "예: 16:00 / 16시 30분 / 오후 4시"
FORM = re.compile(
    r"(?:(?P<half>오전|오후) ?)?(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})|시(?: ?(?P<spoken>[0-9]{1,2})분)?)"
)
FIRST_OF_A_WORKING_DAY = 7


def read_hour(text: str) -> time:
    found = FORM.fullmatch(plain(text))
    if found is None:
        raise Unreadable(f"시각으로 읽을 수 없습니다. {EXAMPLE}")
    hour, minute = int(found["hour"]), int(found["minute"] or found["spoken"] or 0)
    if found["half"]:
        hour = _of_the_whole_day(found["half"], hour)
    elif found["minute"] is None and hour < FIRST_OF_A_WORKING_DAY:
        raise Unreadable(f"오전인지 오후인지 함께 적으십시오. {EXAMPLE}")
    try:
        return time(hour, minute)
    except ValueError:
        raise Unreadable(f"하루에 없는 시각입니다. {EXAMPLE}") from None


def shown_hour(hour: time) -> str:
    return f"{hour:%H:%M}"


def _of_the_whole_day(half: str, hour: int) -> int:
    if not 1 <= hour <= 12 or (half, hour) == ("오전", 12):
        raise Unreadable(f"오전·오후를 적을 때는 1시부터 12시까지 적습니다. {EXAMPLE}")
    return hour + 12 if half == "오후" and hour < 12 else hour
