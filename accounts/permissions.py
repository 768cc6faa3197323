"""What a view may ask of the person before it. What lies outside the scope is 404; what the role may not do is 403."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.capabilities import Capability
from accounts.models import User


class SignedIn(HttpRequest):
    """A request behind LoginRequiredMiddleware: its user is one of ours."""

    user: User


View = Callable[..., HttpResponse]


def needs(capability: Capability) -> Callable[[View], View]:
    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.may(capability):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
