from accounts.models.access_log import AccessLog
from accounts.models.municipality import Department, Municipality
from accounts.models.region import Region
from accounts.models.user import User

__all__ = ["AccessLog", "Department", "Municipality", "Region", "User"]
