"""Days of what has happened. What is yet to come is a plan, and is entered as one."""

from django.utils import timezone

from agreements.forms.fields import DayField, WholeDayField
from agreements.periods import PartialDate
from agreements.rules.reading import Unreadable

TO_COME = "아직 오지 않은 날입니다. 날짜를 확인하십시오."


def refuse_to_come(day: PartialDate) -> PartialDate:
    """A month or a year that has begun counts as come."""
    if day.on is not None and day.on > timezone.localdate():
        raise Unreadable(TO_COME)
    return day


class PastDayField(DayField):
    def read(self, text: str) -> PartialDate:
        return refuse_to_come(super().read(text))


class PastWholeDayField(WholeDayField):
    def read(self, text: str) -> PartialDate:
        return refuse_to_come(super().read(text))
