from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models import Municipality
from agreements.models.obligation import Obligation
from agreements.models.organisation import Organisation
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.models.register import ELSEWHERE, refuse_strangers
from agreements.models.source import Source
from agreements.models.struck import shown_while_standing
from agreements.periods import PartialDate, Precision


class Programme(models.Model):
    """A support programme of an agency: who runs it, for whom, where, since when."""

    municipality = models.ForeignKey(Municipality, verbose_name="대장", on_delete=models.PROTECT)
    operator = models.ForeignKey(
        Organisation, verbose_name="운영 기관", on_delete=models.PROTECT, related_name="programmes"
    )
    name = models.CharField("사업명", max_length=100)
    target_group = models.CharField("대상", max_length=100, blank=True)
    place = models.CharField("장소", max_length=100, blank=True)
    content = models.CharField("내용", max_length=200, blank=True)
    began_on = day_field("시작일")
    began_precision = precision_field("시작일")
    began_words = words_field("시작일")
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = shown_while_standing("municipality", "operator").as_manager()

    class Meta:
        verbose_name = "지원사업"
        verbose_name_plural = "지원사업"
        ordering = ["operator", "pk"]
        constraints = [
            whole_period("programme", "began", "시작일"),
            models.UniqueConstraint(
                fields=["operator", "name"],
                name="programme_is_one_of_its_operator",
                violation_error_message="같은 이름의 지원사업이 이미 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        refuse_strangers(self, self.municipality_id, "operator", "source")

    @property
    def began(self) -> PartialDate:
        return PartialDate(self.began_on, Precision(self.began_precision), self.began_words)


class ProgrammeUse(models.Model):
    """A company used a programme; the duty it serves, where there is one."""

    programme = models.ForeignKey(Programme, verbose_name="지원사업", on_delete=models.PROTECT, related_name="uses")
    organisation = models.ForeignKey(
        Organisation, verbose_name="이용 기업", on_delete=models.PROTECT, related_name="programme_uses"
    )
    obligation = models.ForeignKey(
        Obligation,
        verbose_name="관련 협약사항",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="programme_uses",
    )
    used_on = models.DateField("이용일")
    people = models.PositiveIntegerField("인원(명)", null=True, blank=True)
    note = models.CharField("비고", max_length=200, blank=True)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = shown_while_standing("programme__municipality", "programme__operator", "organisation").as_manager()

    class Meta:
        verbose_name = "지원사업 이용"
        verbose_name_plural = "지원사업 이용"
        ordering = ["programme", "used_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation", "used_on"],
                name="programme_use_is_kept_once",
                violation_error_message="같은 날의 이용이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="programme_use_counts_someone",
                condition=Q(people__isnull=True) | Q(people__gte=1),
                violation_error_message="인원은 1명 이상이어야 합니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} - {self.programme}"

    def clean(self) -> None:
        if not self.programme_id:
            return
        home = self.programme.municipality_id
        refuse_strangers(self, home, "organisation", "source")
        if self.obligation and self.obligation.agreement.municipality_id != home:
            raise ValidationError({"obligation": ELSEWHERE})
