from django.db import models
from django.db.models import Q

from accounts.models import Region
from accounts.scope import PublicQuerySet
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.models.source import Source
from agreements.periods import PartialDate, Precision


class MarketFigureQuerySet(PublicQuerySet):
    scope_path = "source__municipality"  # the register whose officer wrote it down; it is read by everybody


class MarketFigure(models.Model):
    """Published counts of a place on a day, with what was counted. Public, never mixed into own totals. Append-only."""

    region = models.ForeignKey(Region, verbose_name="행정구역", null=True, blank=True, on_delete=models.PROTECT)
    place = models.CharField("지역(원문)", max_length=60)
    as_of_on = day_field("기준일")
    as_of_precision = precision_field("기준일")
    as_of_words = words_field("기준일")
    centres = models.PositiveIntegerField("센터(개)", null=True, blank=True)
    seats = models.PositiveIntegerField("상담석(석)", null=True, blank=True)
    agents = models.PositiveIntegerField("상담사(명)", null=True, blank=True)
    count_basis = models.CharField("집계 기준", max_length=80)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")

    objects = MarketFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "시장 현황"
        verbose_name_plural = "시장 현황"
        ordering = ["place", "as_of_on", "pk"]
        constraints = [
            whole_period("market_figure", "as_of", "기준일"),
            models.UniqueConstraint(
                fields=["place", "as_of_on", "as_of_precision", "count_basis", "source"],
                name="market_figure_is_kept_once",
                violation_error_message="같은 시장 현황이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="market_figure_counts_something",
                condition=Q(centres__isnull=False) | Q(seats__isnull=False) | Q(agents__isnull=False),
                violation_error_message="센터·상담석·상담사 가운데 하나는 적어야 합니다.",
            ),
            models.CheckConstraint(
                name="market_figure_names_its_count_basis",
                condition=~Q(count_basis=""),
                violation_error_message="집계 기준을 적으십시오. 예: 운영 중, 누적 유치",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.as_of}"

    @property
    def as_of(self) -> PartialDate:
        return PartialDate(self.as_of_on, Precision(self.as_of_precision), self.as_of_words)
