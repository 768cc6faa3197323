from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.scope import scoped_by
from agreements.models.check_in import CheckIn
from agreements.models.organisation import Contact
from agreements.rules.metric import METRIC_LABELS


def new_nonce() -> str:
    return get_random_string(32)


class Invitation(models.Model):
    """제출 링크: lets one contact hand in one check-in, or some metrics of it (``parts``; empty is all), for a while.

    The address is signed from the row and its nonce, so the database alone does not give it away.
    """

    MOST_USES = 200  # of a page that saves as one goes, opened by somebody for three weeks

    check_in = models.ForeignKey(
        CheckIn, verbose_name="점검 제출", on_delete=models.PROTECT, related_name="invitations"
    )
    contact = models.ForeignKey(
        Contact, verbose_name="받는 사람", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    parts = models.JSONField("맡은 부분", default=list, blank=True)
    nonce = models.CharField("난수", max_length=32, default=new_nonce, editable=False)
    issued_at = models.DateTimeField("만든 일시", default=timezone.now, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="만든 사람", on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField("끝나는 때")
    uses_left = models.PositiveSmallIntegerField("남은 횟수", default=MOST_USES, editable=False)
    ended_at = models.DateTimeField("멈춘 때", null=True, blank=True)
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("check_in__agreement__municipality").as_manager()

    class Meta:
        verbose_name = "제출 링크"
        verbose_name_plural = "제출 링크"
        ordering = ["check_in", "pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_expires_after_it_was_issued",
                condition=Q(expires_at__gt=F("issued_at")),
                violation_error_message="링크는 만든 뒤에 끝나야 합니다.",
            ),
        ]

    def __str__(self) -> str:
        parts = [label for metric, label in METRIC_LABELS.items() if metric.value in self.parts]
        return f"{self.contact or '받는 사람 미상'}({'·'.join(parts) or '전체'})"
