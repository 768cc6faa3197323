"""Regions, registers and departments are renamed, split and merged on a day: the old row ends, a successor begins."""

from django.db import models
from django.db.models import F, Q


class Lasting(models.Model):
    valid_from = models.DateField("시작일", null=True, blank=True, help_text="이 이름을 쓴 첫날")
    valid_to = models.DateField("종료일", null=True, blank=True, help_text="이 이름을 쓴 마지막 날")
    successor = models.ForeignKey(
        "self",
        verbose_name="승계",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                violation_error_message="종료일이 시작일보다 빠릅니다.",
            ),
            models.CheckConstraint(
                name="%(class)s_has_a_successor_only_when_ended",
                condition=Q(successor__isnull=True) | Q(valid_to__isnull=False),
                violation_error_message="승계한 곳이 있으면 종료일을 적어야 합니다.",
            ),
            models.CheckConstraint(
                name="%(class)s_does_not_succeed_itself",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                violation_error_message="자기 자신을 승계할 수 없습니다.",
            ),
        ]


class Divisible(Lasting):
    """What may also be split: each part that is not the old row itself says what it came out of, and since when."""

    split_from = models.ForeignKey(
        "self",
        verbose_name="나뉘기 전",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="split_off",
    )

    class Meta(Lasting.Meta):
        abstract = True
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_split_from_another_on_a_day",
                condition=Q(split_from__isnull=True) | (~Q(split_from=F("id")) & Q(valid_from__isnull=False)),
                violation_error_message="나뉘어 나온 곳이면 나뉘기 전의 곳과 시작일을 적어야 합니다.",
            ),
        ]
