"""Three columns that keep a day as far as it is known: ``<name>_on``, ``<name>_precision``, ``<name>_words``."""

from django.db import models
from django.db.models import Q

from agreements.periods import PRECISION_NAMES, Precision

PRECISION_CHOICES = [(precision.value, PRECISION_NAMES[precision]) for precision in Precision]


def day_field(label: str) -> models.DateField:
    """The first day of what is known: 1 January for a year, 1 July for a second half."""
    return models.DateField(label, null=True, blank=True)


def precision_field(label: str) -> models.CharField:
    return models.CharField(f"{label} 정밀도", max_length=8, choices=PRECISION_CHOICES, default=Precision.UNKNOWN)


def words_field(label: str) -> models.CharField:
    return models.CharField(f"{label} 원문", max_length=80, blank=True)


def whole_period(model: str, name: str, label: str) -> models.CheckConstraint:
    """The day is the first of its period, and is absent exactly when nothing is known."""
    on, precision = f"{name}_on", f"{name}_precision"

    def known(*precisions: Precision) -> Q:
        return Q(**{f"{precision}__in": [p.value for p in precisions], f"{on}__isnull": False})

    first = Q(**{f"{on}__day": 1})
    return models.CheckConstraint(
        name=f"{model}_{name}_is_the_first_day_of_what_is_known",
        condition=Q(**{precision: Precision.UNKNOWN.value, f"{on}__isnull": True})
        | known(Precision.DAY)
        | known(Precision.MONTH) & first
        | known(Precision.QUARTER) & first & Q(**{f"{on}__month__in": [1, 4, 7, 10]})
        | known(Precision.HALF) & first & Q(**{f"{on}__month__in": [1, 7]})
        | known(Precision.YEAR) & first & Q(**{f"{on}__month": 1}),
        violation_error_message=f"{label}: 아는 데까지만 적으십시오. 월만 알면 그달 1일, 연도만 알면 1월 1일로 두고,"
        " 모르면 비웁니다.",
    )
