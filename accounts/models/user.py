from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.capabilities import CAPABILITIES, ROLE_NAMES, Capability, Role
from accounts.models.municipality import Department, Municipality, registers_within
from accounts.scope import NOTHING, Scope, ScopedQuerySet


class People(UserManager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    use_in_migrations = False

    def create_superuser(self, username: str, email: Any = None, password: Any = None, **more: Any) -> Any:
        """The first person of an empty house (``manage.py createsuperuser``) administers it."""
        return super().create_superuser(username, email, password, **{"role": Role.ADMINISTRATOR, **more})


class User(AbstractUser):
    """A person in a role. Readers and administrators without a municipality see every register."""

    username = models.CharField(
        "아이디",
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator(message="아이디에는 글자, 숫자와 @ . + - _ 만 쓸 수 있습니다.")],
        help_text="글자, 숫자와 @ . + - _ 만 씁니다. 한 번 정하면 바꾸지 않습니다.",
        error_messages={"unique": "이미 있는 아이디입니다."},
    )
    is_active = models.BooleanField("사용 중", default=True)
    role = models.CharField("역할", max_length=20, choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    display_name = models.CharField("표시 이름", max_length=40)
    municipality = models.ForeignKey(
        Municipality, verbose_name="지자체", null=True, blank=True, on_delete=models.PROTECT
    )
    department = models.ForeignKey(Department, verbose_name="부서", null=True, blank=True, on_delete=models.PROTECT)
    must_change_password = models.BooleanField("비밀번호를 바꿔야 함", default=False)
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = People()  # type: ignore[misc]

    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = "사용자"
        verbose_name_plural = "사용자"
        constraints = [
            models.CheckConstraint(
                name="user_has_a_municipality_unless_national",
                condition=Q(municipality__isnull=False) | Q(role__in=[Role.READER.value, Role.ADMINISTRATOR.value]),
                violation_error_message="주무관·팀장·과장·국장은 소속 지자체가 있어야 합니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    @cached_property
    def registers(self) -> frozenset[int] | None:
        """Of a person's own register and those merged into it; None is all."""
        if self.municipality_id is None:
            return None
        return registers_within(self.municipality_id, on=timezone.localdate())

    @property
    def only_register(self) -> Municipality | None:
        """None for whoever sees all, and in a city that others were merged into."""
        registers = self.registers
        return self.municipality if registers and len(registers) == 1 else None

    @property
    def scope(self) -> Scope:
        if not self.is_active:
            return NOTHING
        return Scope(municipality_ids=self.registers, capabilities=CAPABILITIES[Role(self.role)])

    def speaks_for(self, municipality_id: int) -> bool:
        """A paper is issued, and sent to others, by a register's own people; whoever sees all reads and drafts."""
        return self.is_active and self.registers is not None and municipality_id in self.registers

    def may(self, capability: Capability) -> bool:
        return self.is_active and capability in CAPABILITIES[Role(self.role)]

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Whatever is told here ends, when it changes, every session that began before."""
        told = f"{self.password} {self.role} {self.municipality_id}"
        return salted_hmac("accounts.session", told, secret=secret, algorithm="sha256").hexdigest()
