from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, F, Q, When

from accounts.models import Municipality
from accounts.scope import scoped_by
from agreements.models.named import Named
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.models.source import Source
from agreements.models.struck import Struck, StruckQuerySet
from agreements.periods import PartialDate, Precision
from agreements.rules.mask import masked_name
from agreements.rules.name import fold, is_near
from agreements.rules.number import business_number_is_valid

NEAR_SHOWN = 8


class OrganisationQuerySet(StruckQuerySet):
    def named_like(self, words: str) -> "OrganisationQuerySet":
        """Those whose present or former name contains the words, however spelt."""
        key = fold(words)
        if not key:
            return self.none()
        former = FormerName.objects.filter(folded_name__contains=key).values("organisation")
        return self.filter(Q(folded_name__contains=key) | Q(pk__in=former))

    def called(self, name: str) -> "OrganisationQuerySet":
        """Those that bear exactly this name now or once did, however spelt."""
        key = fold(name)
        former = FormerName.objects.filter(folded_name=key).values("organisation")
        return self.filter(Q(folded_name=key) | Q(pk__in=former))

    def near(self, name: str) -> "list[Organisation]":
        """Those whose name, present or former, may be meant by it."""
        key = fold(name)
        former = FormerName.objects.filter(organisation__in=self.values("pk"))
        known = [*self.values_list("pk", "folded_name"), *former.values_list("organisation", "folded_name")]
        found = {pk for pk, name in known if is_near(key, name)}
        return list(self.filter(pk__in=found)[:NEAR_SHOWN])

    def meant_by(self, words: str) -> "list[Organisation]":
        """What somebody who types this may mean, likeliest first: begins so, contains it, else is near it."""
        key = fold(words)
        begins = Case(When(folded_name=key, then=0), When(folded_name__startswith=key, then=1), default=2)
        found = list(self.named_like(words).order_by(begins, "folded_name", "pk")[:NEAR_SHOWN])
        return found if found or not key else self.near(words)

    def with_agreements(self) -> "OrganisationQuerySet":
        """``agreements``: how many it takes part in; struck ones do not count."""
        standing = Q(parties__agreement__struck_at__isnull=True)
        return self.annotate(agreements=Count("parties__agreement", filter=standing, distinct=True))


class Organisation(Named, Struck):
    """기업·기관·단체. ``folded_name`` is the sort and search key (rules/name.py).

    A record that was merged is struck and says into which.
    """

    class Kind(models.TextChoices):
        COMPANY = "company", "기업"
        MUNICIPALITY = "municipality", "지자체"
        AGENCY = "agency", "공공기관"
        ASSOCIATION = "association", "협회·단체"
        COOPERATIVE = "cooperative", "협동조합"
        SCHOOL = "school", "학교"

    municipality = models.ForeignKey(Municipality, verbose_name="대장", on_delete=models.PROTECT)
    kind = models.CharField("종류", max_length=12, choices=Kind)
    business_number = models.CharField("사업자등록번호", max_length=10, blank=True, help_text="숫자 10자리")
    corporate_number = models.CharField("법인등록번호", max_length=13, blank=True, help_text="숫자 13자리")
    represents = models.ForeignKey(
        Municipality,
        verbose_name="해당 지자체",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    same_as = models.ForeignKey(
        "self", verbose_name="같은 곳(다른 대장)", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name="합쳐진 곳",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "기업·기관"
        verbose_name_plural = "기업·기관"
        ordering = ["folded_name", "pk"]
        constraints = [
            *Struck.Meta.constraints,
            models.CheckConstraint(
                name="organisation_that_was_merged_is_struck",
                condition=Q(merged_into__isnull=True) | Q(struck_at__isnull=False) & ~Q(merged_into=F("id")),
                violation_error_message="합쳐진 기업·기관은 말소되어야 하고 자기 자신과 합칠 수 없습니다.",
            ),
            models.UniqueConstraint(
                fields=["municipality", "folded_name"],
                condition=Q(business_number="", struck_at__isnull=True),
                name="organisation_name_is_one_in_a_municipality",
                violation_error_message="같은 이름의 기업·기관이 이미 있습니다. 있는 것을 고르거나 사업자등록번호를"
                " 적으십시오.",
            ),
            models.UniqueConstraint(
                fields=["municipality", "business_number"],
                condition=~Q(business_number="") & Q(struck_at__isnull=True),
                name="business_number_is_one_in_a_municipality",
                violation_error_message="같은 사업자등록번호의 기업·기관이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="business_number_is_ten_digits",
                condition=Q(business_number="") | Q(business_number__regex=r"^[0-9]{10}$"),
                violation_error_message="사업자등록번호는 숫자 10자리입니다. 예: 1248100998",
            ),
            models.CheckConstraint(
                name="corporate_number_is_thirteen_digits",
                condition=Q(corporate_number="") | Q(corporate_number__regex=r"^[0-9]{13}$"),
                violation_error_message="법인등록번호는 숫자 13자리입니다.",
            ),
            models.CheckConstraint(
                name="organisation_has_a_name",
                condition=~Q(name="") & ~Q(folded_name=""),
                violation_error_message="이름을 적으십시오.",
            ),
            models.CheckConstraint(
                name="organisation_is_not_the_same_as_itself",
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("id")),
                violation_error_message="자기 자신과 같은 곳으로 둘 수 없습니다.",
            ),
        ]

    def clean(self) -> None:
        if self.business_number and not business_number_is_valid(self.business_number):
            raise ValidationError({"business_number": "사업자등록번호의 검증 숫자가 맞지 않습니다. 다시 확인하십시오."})


class FormerName(Named):
    """A name an organisation bore once; the register finds it under both."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="기업·기관", on_delete=models.PROTECT, related_name="former_names"
    )
    until_on = day_field("바뀐 날")
    until_precision = precision_field("바뀐 날")
    until_words = words_field("바뀐 날")
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("organisation__municipality").as_manager()

    class Meta:
        verbose_name = "옛 이름"
        verbose_name_plural = "옛 이름"
        ordering = ["organisation", "until_on", "pk"]
        constraints = [
            whole_period("former_name", "until", "바뀐 날"),
            models.UniqueConstraint(
                fields=["organisation", "folded_name"],
                name="former_name_is_kept_once",
                violation_error_message="같은 옛 이름이 이미 있습니다.",
            ),
        ]

    @property
    def until(self) -> PartialDate:
        return PartialDate(self.until_on, Precision(self.until_precision), self.until_words)


class Membership(models.Model):
    """Who belongs to whom. Members of a co-operative may be only counted; people are never named."""

    class Relation(models.TextChoices):
        MEMBER = "member", "조합원·회원"
        AFFILIATE = "affiliate", "같은 계열"
        SUBSIDIARY = "subsidiary", "자회사"

    class MemberKind(models.TextChoices):
        CORPORATION = "corporation", "법인"
        INDIVIDUAL = "individual", "개인"

    organisation = models.ForeignKey(
        Organisation, verbose_name="기업·기관", on_delete=models.PROTECT, related_name="memberships"
    )
    relation = models.CharField("관계", max_length=12, choices=Relation)
    member = models.ForeignKey(
        Organisation,
        verbose_name="상대",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memberships_elsewhere",
    )
    member_kind = models.CharField("구성원 종류", max_length=12, choices=MemberKind)
    count = models.PositiveIntegerField("수", default=1)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("organisation__municipality").as_manager()

    class Meta:
        verbose_name = "구성원·계열"
        verbose_name_plural = "구성원·계열"
        ordering = ["organisation", "relation", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_names_organisations_and_counts_people",
                condition=Q(member__isnull=True, count__gte=1)
                | Q(member__isnull=False, count=1, member_kind="corporation"),
                violation_error_message="이름을 아는 구성원은 법인 하나씩 적고, 이름 없이는 수만 적습니다."
                " 개인의 이름은 적지 않습니다.",
            ),
            models.CheckConstraint(
                name="membership_joins_two_organisations",
                condition=Q(member__isnull=True) | ~Q(member=F("organisation")),
                violation_error_message="자기 자신을 구성원으로 둘 수 없습니다.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "relation", "member"],
                name="membership_is_kept_once",
                violation_error_message="같은 구성원이 이미 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        who = str(self.member) if self.member else f"{self.get_member_kind_display()} {self.count}"
        return f"{self.get_relation_display()}: {who}"


class Contact(models.Model):
    """A person to call. Kept apart, masked wherever it is listed, never printed or logged."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="기업·기관", on_delete=models.PROTECT, related_name="contacts"
    )
    title = models.CharField("직위·담당", max_length=60, blank=True)
    name = models.CharField("이름", max_length=40)
    telephone = models.CharField("전화", max_length=30, blank=True)
    email = models.EmailField("전자우편", blank=True)
    valid_to = models.DateField("담당 종료일", null=True, blank=True)
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("organisation__municipality").as_manager()

    class Meta:
        verbose_name = "연락처"
        verbose_name_plural = "연락처"
        ordering = ["organisation", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contact_can_be_reached",
                condition=~Q(telephone="") | ~Q(email=""),
                violation_error_message="전화나 전자우편 가운데 하나는 적으십시오.",
            ),
        ]

    def __str__(self) -> str:
        return masked_name(self.name)
