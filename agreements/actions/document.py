"""Papers that arrive: received and checked, then kept by the form that takes them, or swept away."""

import hashlib
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from agreements.actions.record import record, remove
from agreements.actions.storing import keep
from agreements.models import Agreement, Document, Organisation, Upload
from agreements.rules.paper import Paper, Unacceptable, paper_of, stem_of

UNTAKEN_FOR = timedelta(days=7)
LONGEST_TITLE = 200


def receive_upload(*, name: str, content: bytes, by: User) -> Upload:
    """Stored under a random name: what a file is called never leads to it."""
    paper = _paper(name, content)
    stored = f"papers/{timezone.localdate().year}/{uuid4().hex}.{paper.kind}"
    digest = hashlib.sha256(content).hexdigest()
    upload = Upload(by=by, file=stored, original_name=paper.name, sha256=digest, size=len(content))
    keep(stored, content)
    try:
        upload.full_clean()
        upload.save(force_insert=True)
    except BaseException:
        default_storage.delete(stored)
        raise
    return upload


def _paper(name: str, content: bytes) -> Paper:
    try:
        return paper_of(name, content)
    except Unacceptable as error:
        raise ValidationError(str(error)) from error


def drop_upload(*, upload: Upload, by: User) -> None:
    """The sender took it out of the form, or chose another."""
    if upload.by_id == by.pk:
        _let_go(upload.pk)


def sweep_uploads(*, before: datetime) -> int:
    """Removes what no form took; returns how many."""
    old = list(Upload.objects.filter(at__lt=before).values_list("pk", flat=True))
    return sum(_let_go(pk) for pk in old)


@transaction.atomic
def _let_go(pk: int) -> bool:
    """With its file, unless a form took it meanwhile."""
    upload = Upload.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if upload is None:
        return False
    upload.delete()
    _delete_file(str(upload.file))
    return True


@transaction.atomic
def keep_document(
    *,
    of: Agreement | Organisation,
    kind: str,
    title: str = "",
    document_number: str = "",
    dated_on: date | None = None,
    upload: Upload | None = None,
    by: User,
) -> Document:
    """The file stays where it was received and belongs to the document from now on."""
    document = Document(
        municipality=of.municipality,
        agreement=of if isinstance(of, Agreement) else None,
        organisation=of if isinstance(of, Organisation) else None,
        kind=kind,
        title=title,
        document_number=document_number,
        dated_on=dated_on,
    )
    if upload is not None:
        _take(upload, document, by=by)
    return record(document, by=by)


def _take(upload: Upload, document: Document, *, by: User) -> None:
    mine = Upload.objects.select_for_update(no_key=True).filter(pk=upload.pk, by=by).first()
    if mine is None:
        raise ValidationError({"paper": "받은 파일을 더는 찾을 수 없습니다. 파일을 다시 고르십시오."})
    document.file, document.original_name, document.sha256 = mine.file.name, mine.original_name, mine.sha256
    document.title = document.title or stem_of(mine.original_name)[:LONGEST_TITLE]
    mine.delete()


@transaction.atomic
def remove_document(*, document: Document, version: int, reason: str, by: User) -> None:
    """The file goes too: what was sent by mistake may hold what must not be kept. The chain keeps name and digest."""
    remove(document, version=version, reason=reason, by=by)
    if document.file and not Document.objects.filter(file=str(document.file)).exists():
        _delete_file(str(document.file))


def _delete_file(name: str) -> None:
    """Once the row is surely gone. A store that fails then leaves a file that nothing names."""
    transaction.on_commit(lambda: default_storage.delete(name), robust=True)
