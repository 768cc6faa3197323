"""A password that somebody else chose is good for one thing: choosing one's own."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

OPEN = {"accounts:password", "accounts:sign_out", "accounts:stay"}


class OwnPasswordFirst:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_: Any) -> HttpResponse | None:
        user: Any = request.user
        asked = request.resolver_match.view_name if request.resolver_match else ""
        is_held = user.is_authenticated and user.must_change_password and getattr(view, "login_required", True)
        return redirect("accounts:password") if is_held and asked not in OPEN else None
