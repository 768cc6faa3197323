from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.scope import ScopedQuerySet
from briefs.models.brief import Brief
from briefs.models.ordered import Ordered, subject_of_its_kind


class SavedOrder(Ordered):
    """즐겨찾기: an order kept to be given again. 정기 작성: given by itself each quarter, for these people.

    ``each_quarter_on`` is a day of the first month of a quarter; the paper is as of the last day of the one before.
    ``last_quarter`` is the quarter of its last paper: 2026-3.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="저장한 사람", on_delete=models.PROTECT, related_name="saved_orders"
    )
    name = models.CharField("이름", max_length=100)
    each_quarter_on = models.PositiveSmallIntegerField("분기마다 작성하는 날", null=True, blank=True)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="받는 사람", related_name="received_orders", blank=True
    )
    is_mailed = models.BooleanField("전자우편으로 알림", default=False)
    last_quarter = models.CharField("마지막으로 작성한 분기", max_length=6, blank=True)
    briefs = models.ManyToManyField(Brief, verbose_name="보고자료", related_name="saved_orders", blank=True)
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "즐겨찾기·정기 작성"
        verbose_name_plural = "즐겨찾기·정기 작성"
        ordering = ["name", "pk"]
        constraints = [
            subject_of_its_kind("saved_order_has_the_one_subject_of_its_kind"),
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_order_name_is_one_of_a_person",
                violation_error_message="같은 이름의 즐겨찾기가 이미 있습니다. 다른 이름을 적으십시오.",
            ),
            models.CheckConstraint(
                name="saved_order_is_given_on_a_day_of_every_month",
                condition=Q(each_quarter_on__isnull=True) | Q(each_quarter_on__range=(1, 28)),
                violation_error_message="분기마다 작성하는 날은 1일부터 28일까지입니다.",
            ),
            models.CheckConstraint(
                name="saved_order_was_given_in_a_quarter",
                condition=Q(last_quarter="") | Q(last_quarter__regex=r"^[0-9]{4}-[1-4]$"),
                violation_error_message="분기는 2026-3 꼴입니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
