from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Department, Municipality, Region
from accounts.scope import scoped_by
from agreements.models.fact import Fact, FactQuerySet
from agreements.models.organisation import Organisation
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.models.source import Source
from agreements.models.struck import Struck, StruckQuerySet
from agreements.periods import PartialDate, Precision


class Agreement(Struck):
    """협약 한 건: who, when and where. What was promised hangs on it as rows."""

    class Kind(models.TextChoices):
        INVESTMENT = "investment", "투자협약"
        BUSINESS = "business", "업무협약"
        MOU = "mou", "양해각서(MOU)"
        ATTRACTION = "attraction", "유치협약"

    class Form(models.TextChoices):
        NEW = "new", "신설"
        MOVED = "moved", "이전"
        EXPANDED = "expanded", "증설"
        NEW_AND_MOVED = "new_moved", "신설·이전"
        MOVED_AND_EXPANDED = "moved_expanded", "확장이전"
        MIXED = "mixed", "신설·이전·증설"

    class Disclosure(models.TextChoices):
        UNDECIDED = "", "미정"
        OPEN = "open", "공개"
        PARTLY = "partly", "부분공개"
        CLOSED = "closed", "비공개"

    municipality = models.ForeignKey(Municipality, verbose_name="지자체", on_delete=models.PROTECT)
    key = models.SlugField("관리번호", max_length=60, unique=True)
    name = models.CharField("협약명", max_length=200)
    kind = models.CharField("종류", max_length=12, choices=Kind)
    form = models.CharField("투자 형태", max_length=16, choices=Form, blank=True)
    signed_on = day_field("체결일")
    signed_precision = precision_field("체결일")
    signed_words = words_field("체결일")
    signed_hour = models.TimeField("체결 시각", null=True, blank=True)
    venue = models.CharField("장소", max_length=100, blank=True)
    is_by_post = models.BooleanField("서면 체결", default=False)
    district = models.ForeignKey(
        Region, verbose_name="시·군·구", null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    sector = models.CharField("업종", max_length=60, blank=True)
    valid_until_on = day_field("유효기간")
    valid_until_precision = precision_field("유효기간")
    valid_until_words = words_field("유효기간")
    is_binding = models.BooleanField("법적 구속력", null=True, blank=True)
    is_confidential = models.BooleanField("비밀유지 조항", null=True, blank=True)
    disclosure = models.CharField("공개 구분", max_length=8, choices=Disclosure, blank=True)
    disclosure_article = models.CharField("비공개 근거 조항", max_length=100, blank=True)
    reported_to_council_on = models.DateField("의회 보고일", null=True, blank=True)
    published_on = models.DateField("누리집 공개일", null=True, blank=True)
    department = models.ForeignKey(
        Department, verbose_name="담당 부서", null=True, blank=True, on_delete=models.PROTECT
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="담당자", null=True, blank=True, on_delete=models.PROTECT
    )
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = StruckQuerySet.as_manager()

    class Meta:
        verbose_name = "협약"
        verbose_name_plural = "협약"
        ordering = [F("signed_on").desc(nulls_last=True), "key"]
        constraints = [
            *Struck.Meta.constraints,
            whole_period("agreement", "signed", "체결일"),
            whole_period("agreement", "valid_until", "유효기간"),
            models.CheckConstraint(
                name="agreement_hour_needs_its_day",
                condition=Q(signed_hour__isnull=True) | Q(signed_precision=Precision.DAY.value),
                violation_error_message="체결 시각은 체결한 날을 알 때만 적습니다.",
            ),
            models.CheckConstraint(
                name="agreement_closed_to_the_public_names_its_article",
                condition=~Q(disclosure__in=["partly", "closed"]) | ~Q(disclosure_article=""),
                violation_error_message="부분공개·비공개에는 근거 조항을 적어야 합니다.",
            ),
            models.CheckConstraint(
                name="agreement_has_a_name",
                condition=~Q(name=""),
                violation_error_message="협약명을 적으십시오.",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "signed_on"], name="agreement_by_signing")]

    def __str__(self) -> str:
        return self.name

    @property
    def signed(self) -> PartialDate:
        return PartialDate(self.signed_on, Precision(self.signed_precision), self.signed_words)

    @property
    def valid_until(self) -> PartialDate:
        return PartialDate(self.valid_until_on, Precision(self.valid_until_precision), self.valid_until_words)


class Party(models.Model):
    """An organisation in an agreement, in one role. ``is_signatory`` is empty where the source does not say."""

    class Role(models.TextChoices):
        CITY = "city", "지자체"
        COMPANY = "company", "기업"
        OPERATOR = "operator", "운영사"
        CLIENT = "client", "발주사"
        PARENT = "parent", "모회사"
        INVESTOR = "investor", "투자사"
        PARTNER = "partner", "협력 기관"

    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, verbose_name="기업·기관", on_delete=models.PROTECT, related_name="parties"
    )
    role = models.CharField("역할", max_length=10, choices=Role)
    is_signatory = models.BooleanField("협약 당사자", null=True, blank=True)
    position = models.PositiveSmallIntegerField("순서", default=1)
    note = models.CharField("비고", max_length=200, blank=True)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("agreement__municipality").as_manager()

    class Meta:
        verbose_name = "당사자"
        verbose_name_plural = "당사자"
        ordering = ["agreement", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "role"],
                name="party_has_a_role_once",
                violation_error_message="같은 기업·기관이 같은 역할로 이미 들어 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class Signatory(models.Model):
    """Who signed for a party, in the office held then: printed with (당시)."""

    party = models.ForeignKey(Party, verbose_name="당사자", on_delete=models.PROTECT, related_name="signatories")
    title = models.CharField("직위", max_length=60)
    name = models.CharField("이름", max_length=40, blank=True)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("party__agreement__municipality").as_manager()

    class Meta:
        verbose_name = "서명자"
        verbose_name_plural = "서명자"
        ordering = ["party", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "title", "name"],
                name="signatory_is_kept_once",
                violation_error_message="같은 서명자가 이미 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.name}".strip()


class Attendee(models.Model):
    """Who was present, by title only."""

    party = models.ForeignKey(Party, verbose_name="당사자", on_delete=models.PROTECT, related_name="attendees")
    title = models.CharField("직위", max_length=60)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("party__agreement__municipality").as_manager()

    class Meta:
        verbose_name = "참석자"
        verbose_name_plural = "참석자"
        ordering = ["party", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "title"],
                name="attendee_is_kept_once",
                violation_error_message="같은 참석자가 이미 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Version(Fact):
    """What was signed (number 0, 당초) and each amendment after it (변경). Append-only."""

    class ReasonCode(models.TextChoices):
        ORIGINAL = "original", "당초"
        PLAN = "plan", "사업계획 변경"
        PLACE = "place", "위치 변경"
        PARTY = "party", "당사자 변경"
        PERIOD = "period", "기간 변경"
        OTHER = "other", "기타"

    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("차수", default=0)
    signed_on = day_field("체결일")
    signed_precision = precision_field("체결일")
    signed_words = words_field("체결일")
    reason_code = models.CharField("변경 사유", max_length=10, choices=ReasonCode, default=ReasonCode.ORIGINAL)
    words = models.CharField("변경 내용", max_length=400, blank=True)
    document = models.ForeignKey(
        "agreements.Document",
        verbose_name="문서",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="versions",
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "협약 차수"
        verbose_name_plural = "협약 차수"
        ordering = ["agreement", "number", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            whole_period("version", "signed", "체결일"),
            models.UniqueConstraint(
                fields=["agreement", "number"],
                condition=Q(replaces__isnull=True),
                name="version_number_is_one_in_an_agreement",
                violation_error_message="같은 차수가 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="version_is_original_exactly_when_first",
                condition=Q(number=0, reason_code="original") | Q(number__gt=0) & ~Q(reason_code="original"),
                violation_error_message="변경 협약에는 변경 사유를 골라야 합니다.",
            ),
        ]

    def __str__(self) -> str:
        return "당초" if self.number == 0 else f"{self.number}차 변경"
