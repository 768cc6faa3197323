"""In and out. Everything else of the house asks for a person who is signed in."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse

from accounts.access import note_access, note_refusal
from accounts.forms import SignInForm
from accounts.models import AccessLog


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    http_method_names = ["get", "head", "post"]

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user: Any = form.get_user()
        note_access(self.request, AccessLog.Act.SIGN_IN, username=user.get_username(), user=user)
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        note_refusal(self.request, str(form.data.get("username", "")))
        return super().form_invalid(form)


class SignOut(LogoutView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        note_access(request, AccessLog.Act.SIGN_OUT, username=user.get_username(), user=user)
        return super().post(request, *args, **kwargs)
