"""What a brief, a batch and a saved order have in common: of what, of which agreements, under which definition."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Municipality
from agreements.models import Agreement, Inquiry, Organisation, Round
from briefs.kinds import KINDS, SUBJECTS, kind_choices

DIGEST = r"^[0-9a-f]{64}$"


class Ordered(models.Model):
    """``asked`` is the filter as the address of the list has it, ``sort`` how its rows stand, '' by the day of signing.

    ``definition`` '' is the register's own.

    ``issues`` and ``plans`` are 쟁점 및 대응 and 향후 계획, a line each; an agreement has its own in the register.
    """

    municipality = models.ForeignKey(Municipality, verbose_name="대장", on_delete=models.PROTECT)
    kind = models.CharField("종류", max_length=12, choices=kind_choices)
    agreement = models.ForeignKey(
        Agreement, verbose_name="협약", null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="기업·기관",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    round = models.ForeignKey(
        Round, verbose_name="이행 점검", null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    inquiry = models.ForeignKey(
        Inquiry, verbose_name="요구자료", null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="넘기는 사람",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="handover_%(class)ss",
    )
    asked = models.JSONField("조건", default=dict, blank=True)
    sort = models.CharField("정렬", max_length=12, blank=True)
    definition = models.CharField("이행 판정 기준", max_length=10, choices=Municipality.Definition, blank=True)
    issues = models.TextField("쟁점 및 대응", max_length=2000, blank=True)
    plans = models.TextField("향후 계획", max_length=2000, blank=True)

    class Meta:
        abstract = True

    @property
    def subject(self) -> Any:
        """The row it is about; None where it is about what the filter leaves."""
        column = KINDS[self.kind].subject
        return getattr(self, column) if column else None


def subject_of_its_kind(name: str) -> models.CheckConstraint:
    """Exactly the subject that its kind asks for."""
    condition = ~Q(kind__in=[kind.key for kind in KINDS.values() if kind.subject]) & _only("")
    for kind in KINDS.values():
        if kind.subject:
            condition |= Q(kind=kind.key) & _only(kind.subject)
    return models.CheckConstraint(
        name=name, condition=condition, violation_error_message="이 종류의 보고자료가 다룰 대상을 하나 고르십시오."
    )


def _only(subject: str) -> Q:
    return Q(**{f"{column}__isnull": column != subject for column in SUBJECTS})
