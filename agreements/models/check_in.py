from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import scoped_by
from agreements.models.agreement import Agreement, Party
from agreements.models.document import Document
from agreements.models.round import Round


class CheckIn(models.Model):
    """One agreement (or one party of it) in one round. What is being typed, by whomever, lives in ``draft``.

    Where it stands is told by its receipts and their reviews; none at all reads 미제출.
    """

    round = models.ForeignKey(Round, verbose_name="점검", on_delete=models.PROTECT, related_name="check_ins")
    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="check_ins")
    party = models.ForeignKey(
        Party, verbose_name="당사자", null=True, blank=True, on_delete=models.PROTECT, related_name="check_ins"
    )
    draft = models.JSONField("작성 중", default=dict, blank=True)
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
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.party.organisation if self.party else self.agreement}"


class Receipt(models.Model):
    """접수: what came in for a check-in at one time, how and from whom. Append-only; its facts name it."""

    class Via(models.TextChoices):
        OFFICER = "officer", "담당자 확인"
        LINK = "link", "제출 링크"
        PAPER = "paper", "공문·우편"
        MAIL = "mail", "전자우편"
        TELEPHONE = "telephone", "전화"
        VISIT = "visit", "현지 확인"

    check_in = models.ForeignKey(CheckIn, verbose_name="점검 제출", on_delete=models.PROTECT, related_name="receipts")
    via = models.CharField("받은 방법", max_length=10, choices=Via)
    came_on = models.DateField("받은 날·확인한 날")
    respondent = models.CharField("답한 사람", max_length=60, blank=True)
    words = models.CharField("내용", max_length=400, blank=True)
    invitation = models.ForeignKey(
        "agreements.Invitation",
        verbose_name="제출 링크",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="receipts",
    )
    recorded_at = models.DateTimeField("기록 일시", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="기록자", on_delete=models.PROTECT, related_name="+"
    )

    objects = scoped_by("check_in__agreement__municipality").as_manager()

    class Meta:
        verbose_name = "접수"
        verbose_name_plural = "접수"
        ordering = ["check_in", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="receipt_of_a_talk_says_with_whom",
                condition=~Q(via__in=["telephone", "visit"]) | ~Q(respondent=""),
                violation_error_message="전화와 현지 확인에는 답한 사람(직위나 이름)을 적으십시오.",
            ),
            models.CheckConstraint(
                name="receipt_by_link_names_its_link",
                condition=Q(via="link", invitation__isnull=False) | ~Q(via="link") & Q(invitation__isnull=True),
                violation_error_message="제출 링크로 받은 것만 링크를 가리킵니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_via_display()} 접수({self.came_on:%Y-%m-%d})"


class Enclosure(models.Model):
    """A paper or a photo that came with a receipt. Append-only."""

    receipt = models.ForeignKey(Receipt, verbose_name="접수", on_delete=models.PROTECT, related_name="enclosures")
    document = models.ForeignKey(Document, verbose_name="문서", on_delete=models.PROTECT, related_name="enclosed_in")

    objects = scoped_by("receipt__check_in__agreement__municipality").as_manager()

    class Meta:
        verbose_name = "붙임"
        verbose_name_plural = "붙임"
        ordering = ["receipt", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "document"],
                name="enclosure_is_kept_once",
                violation_error_message="같은 문서가 이미 붙어 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)


class CorrectionRequest(models.Model):
    """정정 요청: whoever answered says that the register is wrong; the city looks into it and answers."""

    class About(models.TextChoices):
        PLEDGE = "pledge", "협약 수치"
        DUE = "due", "기한"
        COMPANY = "company", "기업 정보"
        CENTRE = "centre", "센터 정보"
        OTHER = "other", "그 밖의 내용"

    receipt = models.ForeignKey(
        Receipt, verbose_name="접수", on_delete=models.PROTECT, related_name="correction_requests"
    )
    about = models.CharField("무엇이 다른가", max_length=10, choices=About)
    words = models.CharField("어떻게 다른가", max_length=400)
    answer = models.CharField("처리 내용", max_length=400, blank=True)
    answered_on = models.DateField("처리한 날", null=True, blank=True)
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("receipt__check_in__agreement__municipality").as_manager()

    class Meta:
        verbose_name = "정정 요청"
        verbose_name_plural = "정정 요청"
        ordering = ["receipt", "pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_request_says_what_differs",
                condition=~Q(words=""),
                violation_error_message="시의 기록과 어떻게 다른지 적으십시오.",
            ),
            models.CheckConstraint(
                name="correction_request_is_answered_on_a_day",
                condition=Q(answered_on__isnull=True, answer="") | Q(answered_on__isnull=False) & ~Q(answer=""),
                violation_error_message="처리 내용과 처리한 날을 함께 적으십시오.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}: {self.words}"
