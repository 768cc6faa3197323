from django.db import models

from accounts.scope import scoped_by
from agreements.models.agreement import Agreement
from agreements.models.outcome import Outcome


class StandingSummary(models.Model):
    """The one derived table: where an agreement stands now, so that lists can sort and filter.

    Written by the actions in the transaction of the change, checked and rebuilt by ``manage.py rebuild_standing``.
    It holds nothing that depends on today: what is recorded already but counts only from a later day on makes it stale
    on ``changes_on``. No paper "as known on" another day reads it. Units: 석, 명, won.
    """

    agreement = models.OneToOneField(
        Agreement, verbose_name="협약", on_delete=models.CASCADE, related_name="summary", primary_key=True
    )
    sort_name = models.CharField("정렬 이름", max_length=100)
    seats_pledged = models.BigIntegerField("상담석 협약", null=True)
    seats_approved = models.BigIntegerField("상담석 실적(확인)", null=True)
    seats_reported = models.BigIntegerField("상담석 실적(보고)", null=True)
    jobs_pledged = models.BigIntegerField("고용 협약", null=True)
    jobs_approved = models.BigIntegerField("고용 실적(확인)", null=True)
    jobs_reported = models.BigIntegerField("고용 실적(보고)", null=True)
    jobs_rate = models.DecimalField("고용 이행률", max_digits=9, decimal_places=4, null=True)
    due_on = models.DateField("기한의 마지막 날", null=True)
    opened_on = models.DateField("개소일", null=True)
    checked_on = models.DateField("최근 확인일", null=True)
    outcome = models.CharField("추진상황", max_length=10, choices=Outcome.Code, blank=True)
    figures = models.JSONField("합계에 쓰는 수치", default=dict)  # as standing/figures.py writes and reads them
    changes_on = models.DateField("다음에 달라지는 날", null=True)

    objects = scoped_by("agreement__municipality").as_manager()

    class Meta:
        verbose_name = "현황 요약"
        verbose_name_plural = "현황 요약"
        indexes = [
            models.Index(fields=["sort_name", "agreement"], name="summary_by_name"),
            models.Index(fields=["jobs_rate", "agreement"], name="summary_by_rate"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}"
