"""협약 등록: one page for the whole agreement, looked over before it is registered. 말소 is its other end."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from agreements.actions.agreement import NewAgreement, hindrances, register_agreement, strike_agreement
from agreements.actions.draft import open_draft, save_draft
from agreements.actions.record import ConflictError
from agreements.actions.submission import once, sent_before
from agreements.forms.entry import Around
from agreements.forms.registration import Registration
from agreements.forms.registration_rows import Rows, read
from agreements.forms.removal import RemovalForm
from agreements.forms.typed import Typed
from agreements.forms.upload import Received
from agreements.models import Agreement, Draft, Party
from agreements.views.page_of import page_of
from agreements.views.upload import taken

ASKED = {"check", "save"}
# Somebody else saved the same draft: what was typed here goes on as a draft of its own.
PARTED = (
    "그 사이 다른 사람이 이 작성 중인 협약을 고쳤습니다. 그 내용은 ‘작성 중인 협약’에 그대로 있습니다."
    " 이 화면의 내용은 이제 따로 저장됩니다. 어느 쪽으로 등록할지 확인하고 다시 누르십시오."
)


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def register_new(request: SignedIn) -> HttpResponse:
    if request.user.municipality is None:
        raise Http404
    around = Around(user=request.user, municipality=request.user.municipality)
    if request.method != "POST":
        return _opened(request, around)
    step = request.POST.get("step", "")
    made = sent_before(uuid_of(request.POST.get("once")), by=request.user) if step == "save" else None
    if made is not None:
        return redirect(page_of(made))
    typed = Typed(request.POST, received=_received(request), is_asked=step in ASKED)
    _arrange(request, typed)
    page = Registration(typed, around=around)
    if step == "draft":
        return _keep(request, page)
    return _asked(request, page, step) if typed.is_asked else _page(request, page)


def _opened(request: SignedIn, around: Around) -> HttpResponse:
    """Empty, or with what was kept; nothing is written before something is typed."""
    if "draft" not in request.GET:
        return _page(request, Registration(Typed(), around=around))
    drafts = Draft.objects.visible_to(request.user.scope).private_to(request.user)
    draft = get_object_or_404(drafts, key=uuid_of(request.GET["draft"]))
    texts = {name: text for name, text in draft.typed.items() if name != "once"}
    page = Registration(Typed(MultiValueDict(texts)), around=around)
    return _page(request, page, draft=str(draft.key), draft_saved=draft.saved_at.isoformat(), draft_row=draft)


def _received(request: SignedIn) -> dict[str, Received]:
    names = [f"document-{number}-paper" for number in Typed(request.POST).numbers("document")]
    found = taken(request, *names) or {}
    return {name: one for name, one in found.items() if one.upload or one.refusal}


def _arrange(request: SignedIn, typed: Typed) -> None:
    """What the buttons within the page do: a line more, a line less, a line for each company."""
    if name := request.POST.get("add"):
        typed.add_line(name)
    if name := request.POST.get("clear"):
        typed.clear_line(name)
    if request.POST.get("step") == "spread":
        typed.spread_companies(Party.Role.COMPANY.value)


def _asked(request: SignedIn, page: Registration, step: str) -> HttpResponse:
    rows = read(page)
    if rows is None:
        return _page(request, page)
    if step == "check":
        told = {"page": page, "rows": rows, "heading": "등록할 내용 확인", **_sent(request)}
        return render(request, "agreements/registration_check.html", told)
    return _registered(request, page, rows)


def _registered(request: SignedIn, page: Registration, rows: Rows) -> HttpResponse:
    def make() -> Agreement:
        kept = page.typed.kept()
        draft = open_draft(key=_draft_of(request), typed=kept, seen=_seen(request), by=request.user)
        return register_agreement(NewAgreement(**rows.values(), draft=draft), by=request.user)

    try:
        agreement = once(uuid_of(request.POST.get("once")) or uuid4(), make, by=request.user)
    except ValidationError as error:
        page.form.refuse(error)
    except ConflictError:
        return _page(request, page, notice=PARTED, draft=str(uuid4()), draft_saved="")
    else:
        messages.success(request, f"등록했습니다: {agreement}")
        return redirect(page_of(agreement))
    return _page(request, page)


def _keep(request: SignedIn, page: Registration) -> HttpResponse:
    """임시 저장 as a button, for a page without script."""
    typed = page.typed
    told: dict[str, Any] = {"key": _draft_of(request), "typed": typed.kept(), "title": typed.title}
    try:
        draft = save_draft(**told, seen=_seen(request), by=request.user)
    except ValidationError as error:
        return _page(request, page, notice=" ".join(error.messages), draft=str(uuid4()), draft_saved="")
    except ConflictError:
        return _page(request, page, notice=PARTED, draft=str(uuid4()), draft_saved="")
    messages.success(request, "임시 저장했습니다.")
    return redirect(f"{reverse('agreements:register_new')}?draft={draft.key}")


def _page(request: SignedIn, page: Registration, **more: Any) -> HttpResponse:
    page.focus()
    return render(request, "agreements/registration_form.html", {"page": page, **_sent(request), **more})


def _sent(request: SignedIn) -> dict[str, str]:
    """What the page says of itself; made when it is opened."""
    told = {name: request.POST.get(name, "") for name in ("once", "draft", "draft_saved")}
    return {**told, "once": told["once"] or str(uuid4()), "draft": told["draft"] or str(uuid4())}


def _draft_of(request: SignedIn) -> UUID:
    return uuid_of(request.POST.get("draft")) or uuid4()


def _seen(request: SignedIn) -> datetime | None:
    return moment_of(request.POST.get("draft_saved"))


def uuid_of(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def moment_of(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text or "")
    except ValueError:
        return None


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: SignedIn, key: str) -> HttpResponse:
    """By the officer in charge or a team head: an agreement that was entered by mistake."""
    rows = Agreement.objects.visible_to(request.user.scope).select_related("municipality", "officer")
    agreement = get_object_or_404(rows, key=key)
    may_strike = request.user.may(Capability.APPROVE) or agreement.officer == request.user
    if request.method == "POST" and not may_strike:
        raise PermissionDenied
    form = RemovalForm(request.POST or None, initial={"version": agreement.version})
    if request.method == "POST" and form.is_valid():
        try:
            strike_agreement(agreement, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except ConflictError as conflict:
            form.add_error(None, f"{conflict} 고친 내용을 확인하고 다시 하십시오.")
        else:
            messages.success(request, f"말소했습니다: {agreement}")
            return redirect("agreements:register")
    told = {"agreement": agreement, "form": form, "hindrances": hindrances(agreement), "may_strike": may_strike}
    return render(request, "agreements/registration_strike.html", told)
