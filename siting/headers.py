from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivatePages:
    """Nothing a person sees may stay in a cache, unless the view says otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response
