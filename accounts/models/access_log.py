from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.scope import scoped_by


class AccessLog(models.Model):
    """Who did what from where: 개인정보의 안전성 확보조치 기준 asks account, moment, place and act. Append-only."""

    class Act(models.TextChoices):
        SIGN_IN = "sign_in", "로그인"
        SIGN_IN_REFUSED = "sign_in_refused", "로그인 실패"
        LOCKED = "locked", "로그인 잠금"
        SIGN_OUT = "sign_out", "로그아웃"
        PASSWORD = "password", "비밀번호 변경"
        PASSWORD_REFUSED = "password_refused", "비밀번호 변경 실패"
        DOWNLOAD = "download", "보고자료 내려받기"
        FILE = "file", "문서 내려받기"
        EXPORT = "export", "목록 내보내기"
        CONTACT = "contact", "연락처 열람"
        DRAFTS = "drafts", "작성 중인 협약 인계"

    at = models.DateTimeField("일시", default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="사용자", null=True, blank=True, on_delete=models.PROTECT
    )
    username = models.CharField("입력한 아이디", max_length=150)
    address = models.GenericIPAddressField("접속 주소", null=True, blank=True)
    act = models.CharField("행위", max_length=20, choices=Act)
    subject = models.CharField("대상", max_length=200, blank=True)
    reason = models.CharField("이유", max_length=200, blank=True)

    objects = scoped_by("user__municipality").as_manager()

    class Meta:
        verbose_name = "접속 기록"
        verbose_name_plural = "접속 기록"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.username} {self.get_act_display()}"
