from django.db import models
from django.db.models import Q

from accounts.models.lasting import Divisible
from accounts.scope import PublicQuerySet


class Region(Divisible):
    """시·도 and 시·군·구 through time. ``code`` is the leading part of the 법정동코드: 2 or 5 digits."""

    class Level(models.TextChoices):
        PROVINCE = "province", "시·도"
        DISTRICT = "district", "시·군·구"

    name = models.CharField("이름", max_length=40)
    level = models.CharField("구분", max_length=10, choices=Level)
    code = models.CharField("법정동코드", max_length=5)
    parent = models.ForeignKey(
        "self", verbose_name="상위", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )

    objects = PublicQuerySet.as_manager()

    class Meta(Divisible.Meta):
        verbose_name = "행정구역"
        verbose_name_plural = "행정구역"
        ordering = ["code", "valid_from"]
        constraints = [
            *Divisible.Meta.constraints,
            models.UniqueConstraint(
                fields=["code", "name"],
                name="region_code_and_name_are_one",
                violation_error_message="같은 코드와 이름의 행정구역이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="region_code_fits_its_level",
                condition=Q(level="province", code__regex=r"^[0-9]{2}$", parent__isnull=True)
                | Q(level="district", code__regex=r"^[0-9]{5}$", parent__isnull=False),
                violation_error_message="법정동코드는 시·도 2자리, 시·군·구 5자리이며"
                " 시·군·구에는 상위 시·도가 있어야 합니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
