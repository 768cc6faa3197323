"""요구자료 대장: what was asked, what was answered, and how an answer differs from the one submitted before."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from agreements.actions.inquiry import freeze_reply
from agreements.answers import QUESTIONS, Asked, Question
from agreements.answers.difference import Difference, Drawn, behind_answer, counted, differences
from agreements.answers.submitted import submitted_before
from agreements.answers.told import told
from agreements.forms.asked import AskedForm, asked_again, drawn_again
from agreements.forms.inquiry import InquiryChoiceForm
from agreements.models import Inquiry, Reply
from agreements.views.answer import question_of

ON_A_PAGE = 50


@require_safe
def inquiries(request: SignedIn) -> HttpResponse:
    """What waits comes first, the nearest due day before the others."""
    rows = Inquiry.objects.visible_to(request.user.scope).select_related("municipality", "officer", "department")
    counted_rows = rows.annotate(answers=Count("replies", filter=Q(replies__replaced_by__isnull=True)))
    ordered = counted_rows.order_by(
        F("submitted_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "-asked_on", "-pk"
    )
    page = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "agreements/inquiry_list.html", {"page": page, "today": timezone.localdate()})


@require_safe
def inquiry(request: SignedIn, pk: int) -> HttpResponse:
    row = get_object_or_404(Inquiry.objects.visible_to(request.user.scope).select_related("municipality"), pk=pk)
    replies = row.replies.filter(replaced_by__isnull=True).select_related("drawn_by", "inquiry")
    told_replies = [(reply, QUESTIONS.get(reply.question)) for reply in replies]
    return render(request, "agreements/inquiry_detail.html", {"inquiry": row, "replies": told_replies})


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def keep_answer(request: SignedIn, key: str) -> HttpResponse:
    """The answer as the address asks it, frozen for one of the requests that wait."""
    question = question_of(key)
    asking = AskedForm(request.GET, user=request.user, question=question)
    form = InquiryChoiceForm(request.POST or None, user=request.user)
    if not asking.is_valid():
        return redirect("agreements:answer", key)
    if request.method == "POST" and form.is_valid():
        try:
            reply = _freeze(request, question, asking, form.cleaned_data["inquiry"])
        except ValidationError as error:
            form.add_error("inquiry", error)
        else:
            messages.success(request, f"요구자료에 담았습니다: {question.title}")
            return redirect("agreements:reply", reply.pk)
    shown = {"question": question, "form": form, "query": request.GET.urlencode()}
    return render(request, "agreements/reply_keep.html", shown)


def _freeze(request: SignedIn, question: Question, asking: AskedForm, of: Inquiry) -> Reply:
    asked = asking.asked()
    asked = replace(asked, known_at=asked.known_at or timezone.now(), municipality=of.municipality)
    return freeze_reply(
        of,
        question=question.key,
        asked=asking.kept(),
        as_of=asked.as_of,
        known_at=asked.known_at or timezone.now(),
        definition=asked.definition or of.municipality.fulfilment_definition,
        contents=told(question, asked, question.answer(asked)),
        by=request.user,
    )


@require_safe
def reply(request: SignedIn, pk: int) -> HttpResponse:
    """What was frozen, what differs from the one submitted before it, and what would differ today."""
    rows = Reply.objects.visible_to(request.user.scope).select_related("inquiry__municipality", "drawn_by")
    row = get_object_or_404(rows, pk=pk)
    question = QUESTIONS.get(row.question)
    shown: dict[str, Any] = {"reply": row, "told": row.contents, "question": question}
    if question is not None:
        before = submitted_before(row, request.user.scope)
        drawn, now = partial(drawn_again, user=request.user, question=question), _drawn_now(request, row, question)
        shown["before"] = before
        shown["since_before"] = before and _compared(drawn(before), drawn(row))
        shown["since_then"] = _compared(drawn(row), now)
    return render(request, "agreements/reply_detail.html", shown)


def _drawn_now(request: SignedIn, row: Reply, question: Question) -> Drawn:
    then = asked_again(row, user=request.user, question=question)
    asked: Asked = replace(then, known_at=timezone.now(), definition=row.definition)
    answer = question.answer(asked)
    return Drawn(told(question, asked, answer), behind_answer(answer), asked.as_of, timezone.now())


def _compared(before: Drawn, after: Drawn) -> dict[str, Any]:
    found: list[Difference] = differences(before, after)
    return {"differences": found, "counted": counted(found)}
