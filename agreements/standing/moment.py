"""The moments of a day, in the time of the register."""

from datetime import date, datetime, time

from django.utils import timezone


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
