"""Files that a form brings: each is received before anything else of the form is looked at."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from accounts.models import User
from accounts.permissions import SignedIn
from agreements.actions.document import drop_upload, receive_upload
from agreements.forms.upload import Received
from agreements.models import Upload

LOST = "받은 파일을 더는 찾을 수 없습니다. 파일을 다시 고르십시오."


def taken(request: SignedIn, *names: str) -> dict[str, Received] | None:
    """To be given to a form as its files; the form has an UploadField of each name."""
    return {name: _taken(request, name) for name in names} if request.method == "POST" else None


def _taken(request: SignedIn, name: str) -> Received:
    """The file sent now, else the one received when the form came before. A file that is refused replaces nothing."""
    key, sent = request.POST.get(f"{name}_key", ""), request.FILES.get(name)
    before = _received_before(request, key)
    if sent is None and not request.POST.get(f"{name}_drop"):
        return Received(before, refusal=LOST if key and before is None else "")
    try:
        now = _received(sent, by=request.user) if sent else None
    except ValidationError as error:
        return Received(before, refusal=" ".join(error.messages))
    if before:
        drop_upload(upload=before, by=request.user)
    return Received(now)


def _received(sent: UploadedFile, *, by: User) -> Upload:
    return receive_upload(name=sent.name or "", content=sent.read(), by=by)


def _received_before(request: SignedIn, key: str) -> Upload | None:
    """Only the sender's own: somebody else's key leads nowhere."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return Upload.objects.visible_to(request.user.scope).filter(by=request.user, key=wanted).first()
