"""In and out, and one's own password. Everything else of the house asks for a person who is signed in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import note_access, note_refusal, refused_lately
from accounts.forms import OwnPasswordForm, SignInForm
from accounts.idle import note_use, seconds_left
from accounts.models import AccessLog
from accounts.permissions import SignedIn


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    http_method_names = ["get", "head", "post"]
    extra_context = {"idle_minutes": settings.IDLE_MINUTES}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user: Any = form.get_user()
        note_access(self.request, AccessLog.Act.SIGN_IN, username=user.get_username(), user=user)
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        is_locked = form.has_error("__all__", "locked")
        act = AccessLog.Act.LOCKED if is_locked else AccessLog.Act.SIGN_IN_REFUSED
        note_refusal(self.request, act, str(form.data.get("username", "")))
        return self.render_to_response(self.get_context_data(form=form), status=429 if is_locked else 200)


class SignOut(LogoutView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        note_access(request, AccessLog.Act.SIGN_OUT, username=user.get_username(), user=user)
        return super().post(request, *args, **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: SignedIn) -> HttpResponse:
    """One's own. Every other session of the person ends with the old one."""
    user = request.user
    form = OwnPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user.must_change_password = False
            form.save()
            note_access(request, AccessLog.Act.PASSWORD, username=user.get_username(), user=user)
        update_session_auth_hash(request, user)
        messages.success(request, "비밀번호를 바꿨습니다. 다른 기기와 창의 로그인은 끝났습니다.")
        return redirect("agreements:overview")
    if form.has_error("old_password", "password_incorrect") and _guessed_too_often(request):
        logout(request)
        messages.error(request, "지금 비밀번호가 여러 번 맞지 않아 로그아웃했습니다. 다시 로그인하십시오.")
        return redirect("accounts:sign_in")
    return render(request, "accounts/password.html", {"form": form})


def _guessed_too_often(request: SignedIn) -> bool:
    """As often as signing in is refused before it is locked: whoever sits at somebody's open screen guesses too."""
    user = request.user
    note_access(request, AccessLog.Act.PASSWORD_REFUSED, username=user.get_username(), user=user)
    return refused_lately(user) >= settings.AXES_FAILURE_LIMIT


@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: SignedIn) -> JsonResponse:
    """How long the sign-in still lasts, and whose it is; sent as a form it begins to count anew."""
    if request.method == "POST":
        note_use(request.session)
    left = seconds_left(request.session)
    return JsonResponse({"left": left, "who": request.user.pk, "token": get_token(request)})
