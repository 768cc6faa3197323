from django.db import models
from django.db.models import F, Q

from agreements.models.agreement import Agreement
from agreements.models.organisation import Organisation
from agreements.models.place import Building, Space, refuse_space_elsewhere
from agreements.models.register import refuse_strangers
from agreements.models.source import Source
from agreements.models.struck import shown_while_standing


class Offer(models.Model):
    """A building, or a space in it, offered to a company; what the company answered, if it did."""

    class Answer(models.TextChoices):
        WAITING = "", "회신 전"
        TAKEN = "taken", "입주 결정"
        VIEWED = "viewed", "검토 중"
        DECLINED = "declined", "사양"

    building = models.ForeignKey(Building, verbose_name="건물", on_delete=models.PROTECT, related_name="offers")
    space = models.ForeignKey(
        Space, verbose_name="공간", null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="제안받은 기업", on_delete=models.PROTECT, related_name="offers"
    )
    agreement = models.ForeignKey(
        Agreement, verbose_name="관련 협약", null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    offered_on = models.DateField("제안일")
    answer = models.CharField("회신", max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField("회신일", null=True, blank=True)
    note = models.CharField("조건·비고", max_length=400, blank=True)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = shown_while_standing("building__municipality", "organisation").as_manager()

    class Meta:
        verbose_name = "건물 제안"
        verbose_name_plural = "건물 제안"
        ordering = ["building", "-offered_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["building", "organisation", "offered_on"],
                name="offer_is_kept_once",
                violation_error_message="같은 날 같은 기업에 한 제안이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="offer_is_answered_after_it_was_made",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("offered_on")),
                violation_error_message="회신일이 제안일보다 빠릅니다.",
            ),
            models.CheckConstraint(
                name="offer_answered_on_a_day_has_an_answer",
                condition=Q(answered_on__isnull=True) | ~Q(answer=""),
                violation_error_message="회신일을 적으면 회신 내용을 고르십시오.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.building} → {self.organisation}"

    def clean(self) -> None:
        if self.building_id:
            refuse_strangers(self, self.building.municipality_id, "organisation", "agreement", "source")
            refuse_space_elsewhere(self.space, self.building_id)
