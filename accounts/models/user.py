from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from accounts.capabilities import CAPABILITIES, ROLE_NAMES, Capability, Role
from accounts.models.municipality import Department, Municipality
from accounts.scope import NOTHING, Scope


class User(AbstractUser):
    """A person in a role. Readers and administrators without a municipality see every register."""

    role = models.CharField("역할", max_length=20, choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    display_name = models.CharField("표시 이름", max_length=40)
    municipality = models.ForeignKey(
        Municipality, verbose_name="지자체", null=True, blank=True, on_delete=models.PROTECT
    )
    department = models.ForeignKey(Department, verbose_name="부서", null=True, blank=True, on_delete=models.PROTECT)

    REQUIRED_FIELDS = ["email", "display_name", "role"]

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

    @property
    def scope(self) -> Scope:
        if not self.is_active:
            return NOTHING
        ids = None if self.municipality_id is None else frozenset({self.municipality_id})
        return Scope(municipality_ids=ids, capabilities=CAPABILITIES[Role(self.role)])

    def may(self, capability: Capability) -> bool:
        return self.scope.allows(capability)
