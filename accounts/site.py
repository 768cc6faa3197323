"""Django's admin behind the one door of the house: who may enter follows from the role, out and in are ours."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.capabilities import Capability


def administers(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.is_authenticated and user.may(Capability.ADMINISTER))


class House(admin.AdminSite):
    site_header = "투자협약 대장 시스템 관리"
    site_title = "시스템 관리"
    index_title = "자료와 사용자"

    def has_permission(self, request: HttpRequest) -> bool:
        return administers(request)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Who is led here has signed in already, and lacks the role."""
        if not administers(request):
            raise PermissionDenied
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("accounts:sign_out", preserve_request=True)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("accounts:password")
