from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.scope import ScopedQuerySet
from briefs.kinds import SUBJECTS
from briefs.models.ordered import DIGEST, Ordered, subject_of_its_kind

ATTEMPTS = 3
LEASE = timedelta(seconds=getattr(settings, "BRIEF_LEASE_SECONDS", 120))


class BriefQuerySet(ScopedQuerySet):
    def claimable(self) -> Self:
        """Free, or left behind by a worker whose lease is over, and not yet tried too often."""
        left_behind = Q(state=Brief.State.RENDERING, lease_until__lt=Now())
        return self.filter(Q(state=Brief.State.QUEUED) | left_behind, attempts__lt=ATTEMPTS)

    def unheard(self) -> Self:
        """Claimable, and due for another ring of the bell."""
        return self.claimable().filter(next_ring_at__lte=Now()).order_by("ordered_at", "pk")

    def exhausted(self) -> Self:
        """Left behind for the last time."""
        return self.filter(state=Brief.State.RENDERING, lease_until__lt=Now(), attempts__gte=ATTEMPTS)

    def ahead_of(self, brief: "Brief") -> Self:
        """Queued before it, whoever ordered them: one queue serves all registers."""
        earlier = Q(ordered_at__lt=brief.ordered_at) | Q(ordered_at=brief.ordered_at, pk__lt=brief.pk)
        return self.filter(earlier, state=Brief.State.QUEUED)

    def issued(self) -> Self:
        return self.filter(state=Brief.State.READY, is_draft=False)

    def comparable(self) -> Self:
        """Issued, and of the present tree of blocks: what was set before it is only given out again."""
        return self.issued().filter(contents__has_key="parts")

    def like(self, ordered: Ordered) -> Self:
        """Of the same kind and subject, whatever their day."""
        same = {name: getattr(ordered, f"{name}_id") for name in ("municipality", *SUBJECTS)}
        return self.filter(**same, kind=ordered.kind, asked=ordered.asked)


class Brief(Ordered):
    """An ordered paper. ``known_at`` empty: as known when it was ordered. ``contents`` is frozen at ordering.

    ``behind`` are the agreements behind each row of its tables, ``previous`` the issued paper it is held against.
    ``renderer`` is what set it: program, layout and fonts; the same ones give the same bytes. ``archive`` is its form
    for keeping, made of issued papers only. ``volume`` is 0 where the paper is whole.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "대기"
        RENDERING = "rendering", "작성 중"
        READY = "ready", "완료"
        FAILED = "failed", "실패"
        CANCELLED = "cancelled", "취소"

    volume = models.PositiveSmallIntegerField("권", default=0)
    key = models.CharField("주문 지문", max_length=64)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="작성 요청자", on_delete=models.PROTECT, related_name="briefs"
    )
    ordered_at = models.DateTimeField("작성 요청 일시")
    as_of = models.DateField("기준일")
    known_at = models.DateTimeField("자료 확정 일시", null=True, blank=True)
    title = models.CharField("제목", max_length=300)
    contents = models.JSONField("내용")
    contents_digest = models.CharField("내용 지문", max_length=64)
    behind = models.JSONField("줄마다의 협약", default=dict, blank=True)
    previous = models.ForeignKey(
        "self", verbose_name="전회 발행본", null=True, blank=True, on_delete=models.PROTECT, related_name="next_ones"
    )
    is_draft = models.BooleanField("초안")
    number = models.CharField("자료번호", max_length=10)
    check_code = models.CharField("확인 코드", max_length=9)
    state = models.CharField("상태", max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("시도 횟수", default=0)
    token = models.CharField("맡은 표", max_length=32, blank=True)
    lease_until = models.DateTimeField("맡은 기한", null=True, blank=True)
    rung_at = models.DateTimeField("알린 일시", null=True, blank=True)
    next_ring_at = models.DateTimeField("다시 알릴 일시", null=True, blank=True)
    failure = models.CharField("실패 사유", max_length=200, blank=True)
    file = models.FileField("파일", max_length=100, blank=True)
    file_sha256 = models.CharField("파일 지문", max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField("쪽수", null=True, blank=True)
    size = models.PositiveIntegerField("크기(바이트)", null=True, blank=True)
    archive = models.FileField("보존용 파일", max_length=100, blank=True)
    archive_sha256 = models.CharField("보존용 파일 지문", max_length=64, blank=True)
    renderer = models.CharField("조판 환경", max_length=120, blank=True)
    render_ms = models.PositiveIntegerField("작성 시간(ms)", null=True, blank=True)
    finished_at = models.DateTimeField("끝난 일시", null=True, blank=True)

    objects = BriefQuerySet.as_manager()

    class Meta:
        verbose_name = "보고자료"
        verbose_name_plural = "보고자료"
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~Q(state="cancelled"),
                name="brief_is_ordered_once_from_the_same_data",
                violation_error_message="같은 자료로 만든 보고자료가 이미 있습니다.",
            ),
            models.UniqueConstraint(
                fields=["municipality", "number"],
                name="brief_number_is_one_in_a_municipality",
                violation_error_message="자료번호가 겹칩니다. 다시 시도하십시오.",
            ),
            subject_of_its_kind("brief_has_the_one_subject_of_its_kind"),
            models.CheckConstraint(
                name="brief_number_is_a_year_and_a_serial",
                condition=Q(number__regex=r"^[0-9]{4}-[0-9]{4,5}$", check_code__regex=r"^[0-9A-F]{4}-[0-9A-F]{4}$"),
                violation_error_message="자료번호는 2026-0041, 확인 코드는 3F9A-21C7 꼴입니다.",
            ),
            models.CheckConstraint(
                name="brief_names_its_contents_by_digest",
                condition=Q(key__regex=DIGEST, contents_digest__regex=DIGEST),
                violation_error_message="주문과 내용의 지문은 16진수 64자리입니다.",
            ),
            models.CheckConstraint(
                name="brief_is_tried_three_times_at_most",
                condition=Q(attempts__lte=ATTEMPTS),
                violation_error_message="세 번까지만 시도합니다.",
            ),
            models.CheckConstraint(
                name="brief_in_work_is_held_for_a_while",
                condition=Q(state="rendering", lease_until__isnull=False) & ~Q(token="")
                | ~Q(state="rendering") & Q(token="", lease_until__isnull=True),
                violation_error_message="작성 중인 보고자료에만 맡은 표와 기한이 있습니다.",
            ),
            models.CheckConstraint(
                name="brief_is_ready_exactly_with_its_file",
                condition=Q(state="ready", file_sha256__regex=DIGEST, pages__gte=1, size__gte=1)
                & ~Q(file="")
                & ~Q(renderer="")
                | ~Q(state="ready") & Q(file="", file_sha256="", pages__isnull=True, size__isnull=True, renderer=""),
                violation_error_message="완료된 보고자료에만 파일·지문·쪽수·크기·조판 환경이 있습니다.",
            ),
            models.CheckConstraint(
                name="brief_is_kept_only_when_issued",
                condition=Q(state="ready", is_draft=False, archive_sha256__regex=DIGEST) & ~Q(archive="")
                | Q(archive="", archive_sha256=""),
                violation_error_message="보존용 파일은 발행한 보고자료에만 있습니다.",
            ),
            models.CheckConstraint(
                name="brief_fails_exactly_with_a_reason",
                condition=Q(state="failed") & ~Q(failure="") | ~Q(state="failed") & Q(failure=""),
                violation_error_message="실패한 보고자료에만 사유가 있습니다.",
            ),
            models.CheckConstraint(
                name="brief_ends_at_a_moment",
                condition=Q(state__in=["ready", "failed", "cancelled"], finished_at__isnull=False)
                | Q(state__in=["queued", "rendering"], finished_at__isnull=True),
                violation_error_message="끝난 보고자료에만 끝난 일시가 있습니다.",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_ring_at"], name="brief_by_state"),
            models.Index(fields=["number", "check_code"], name="brief_by_number"),
            models.Index(fields=["file_sha256"], name="brief_by_file"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
