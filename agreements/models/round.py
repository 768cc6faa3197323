from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Municipality
from accounts.scope import ScopedQuerySet, scoped_by
from agreements.models.agreement import Agreement, Party


class Round(models.Model):
    """이행 점검 한 회: what is looked at, when it may be handed in, and a due day that never moves. Append-only."""

    municipality = models.ForeignKey(Municipality, verbose_name="지자체", on_delete=models.PROTECT)
    name = models.CharField("이름", max_length=60)
    observed_from = models.DateField("조사 기간 시작")
    observed_to = models.DateField("조사 기준일")
    opens_on = models.DateField("제출 시작일")
    due_on = models.DateField("제출기한")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "이행 점검"
        verbose_name_plural = "이행 점검"
        ordering = ["municipality", "-due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="round_name_is_one_in_a_municipality",
                violation_error_message="같은 이름의 점검이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="round_runs_forward",
                condition=Q(observed_from__lte=F("observed_to"), opens_on__lte=F("due_on")),
                violation_error_message="시작일이 끝나는 날보다 늦습니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CheckIn(models.Model):
    """One agreement (or one party of it) in one round. The draft lives here; submitting inserts the facts."""

    round = models.ForeignKey(Round, verbose_name="점검", on_delete=models.PROTECT, related_name="check_ins")
    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="check_ins")
    party = models.ForeignKey(
        Party, verbose_name="당사자", null=True, blank=True, on_delete=models.PROTECT, related_name="check_ins"
    )
    draft = models.JSONField("작성 중", default=dict, blank=True)
    submitted_at = models.DateTimeField("제출 일시", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="제출자",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("agreement__municipality").as_manager()

    class Meta:
        verbose_name = "점검 제출"
        verbose_name_plural = "점검 제출"
        ordering = ["round", "agreement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agreement"],
                condition=Q(party__isnull=True),
                name="check_in_is_one_for_an_agreement_in_a_round",
                violation_error_message="이 협약은 이번 점검에 이미 들어 있습니다.",
            ),
            models.UniqueConstraint(
                fields=["round", "party"],
                condition=Q(party__isnull=False),
                name="check_in_is_one_for_a_party_in_a_round",
                violation_error_message="이 당사자는 이번 점검에 이미 들어 있습니다.",
            ),
            models.CheckConstraint(
                name="check_in_was_submitted_by_someone_at_a_moment",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                violation_error_message="제출 일시와 제출자는 함께 남아야 합니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.agreement}"
