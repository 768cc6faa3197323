"""What becomes of a file that arrives: received, dropped, swept away, or kept as a document; and nothing by halves."""

import hashlib
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from agreements import models as m
from agreements.actions.document import (
    UNTAKEN_FOR,
    drop_upload,
    keep_document,
    receive_upload,
    remove_document,
    sweep_uploads,
)
from agreements.actions.record import ConflictError, change, record
from tests.agreements.papers import pdf
from tests.agreements.rows import valid, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


@pytest.fixture
def w():
    return world()


def received(by, name="협약서.pdf", content=None):
    return receive_upload(name=name, content=content or pdf(), by=by)


def kept_files(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_is_stored_under_a_name_that_says_nothing(w, files):
    upload = received(w.user, "../비밀 협약서.PDF")
    (stored,) = kept_files(files)
    assert upload.file.name == stored
    assert stored.startswith(f"papers/{timezone.localdate().year}/")
    assert stored.endswith(".pdf")
    assert "협약" not in stored
    assert (upload.original_name, upload.size, upload.by) == ("비밀 협약서.pdf", len(pdf()), w.user)
    assert upload.sha256 == hashlib.sha256(pdf()).hexdigest()
    assert (files / stored).stat().st_mode & 0o007 == 0


def test_a_refused_file_leaves_nothing(w, files):
    with pytest.raises(ValidationError, match="빈 파일"):
        receive_upload(name="협약서.pdf", content=b"", by=w.user)
    assert kept_files(files) == []
    assert not m.Upload.objects.exists()


def test_a_file_whose_row_is_refused_does_not_stay(w, files):
    nobody = m.Upload._meta.get_field("by").related_model(username="nobody")
    with pytest.raises(ValidationError):
        received(nobody)
    assert kept_files(files) == []


def test_a_disk_without_room_leaves_no_row(w, files, monkeypatch):
    def no_room(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        received(w.user)
    assert kept_files(files) == []
    assert not m.Upload.objects.exists()


def test_a_document_takes_the_file_over(w, files):
    upload = received(w.user)
    document = keep_document(
        of=w.agreement,
        kind="agreement",
        title="투자협약서",
        document_number="투자유치과-123",
        dated_on=date(2020, 7, 16),
        upload=upload,
        by=w.user,
    )
    assert (document.agreement, document.organisation, document.municipality) == (w.agreement, None, w.municipality)
    assert kept_files(files) == [document.file.name]
    assert (document.original_name, document.sha256) == (upload.original_name, upload.sha256)
    assert not m.Upload.objects.exists()
    noted = m.ChangeRecord.objects.get()
    assert (noted.action, noted.agreement, noted.subject_id) == ("등록", w.agreement, document.pk)
    assert noted.after["sha256"] == upload.sha256


def test_a_document_of_a_company_may_have_no_file(w):
    document = keep_document(of=w.organisation, kind="letter", title="회신", document_number="총무-7", by=w.user)
    assert (document.organisation, document.agreement, document.file.name) == (w.organisation, None, "")


def test_a_title_left_empty_is_the_name_of_the_file(w):
    assert keep_document(of=w.agreement, kind="other", upload=received(w.user), by=w.user).title == "협약서"
    long = received(w.user, f"{'a' * 251}.pdf")
    assert keep_document(of=w.agreement, kind="other", upload=long, by=w.user).title == "a" * 200


def test_a_refused_document_leaves_the_file_where_it_waits(w, files):
    upload = received(w.user)
    with pytest.raises(ValidationError):
        keep_document(of=w.agreement, kind="no such kind", upload=upload, by=w.user)
    assert m.Upload.objects.get().file.name == kept_files(files)[0]
    assert m.Document.objects.count() == 1
    assert not m.ChangeRecord.objects.exists()


def test_a_file_is_taken_once_and_by_its_sender(w):
    other = world("nara", "나라시", "92")
    upload = received(w.user)
    with pytest.raises(ValidationError, match="더는 찾을 수 없습니다"):
        keep_document(of=other.agreement, kind="other", upload=upload, by=other.user)
    keep_document(of=w.agreement, kind="other", upload=upload, by=w.user)
    with pytest.raises(ValidationError, match="더는 찾을 수 없습니다"):
        keep_document(of=w.agreement, kind="other", upload=upload, by=w.user)


def test_a_dropped_file_is_gone(w, files, django_capture_on_commit_callbacks):
    upload = received(w.user)
    with django_capture_on_commit_callbacks(execute=True):
        drop_upload(upload=upload, by=world("nara", "나라시", "92").user)
    assert m.Upload.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        drop_upload(upload=upload, by=w.user)
    assert not m.Upload.objects.exists()
    assert kept_files(files) == []


def test_what_nobody_took_is_swept_away_with_its_file(w, files, django_capture_on_commit_callbacks):
    old, young, used = (received(w.user, f"{n}.pdf") for n in range(3))
    m.Upload.objects.exclude(pk=young.pk).update(at=timezone.now() - timedelta(days=8))
    document = keep_document(of=w.agreement, kind="other", upload=used, by=w.user)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads(before=timezone.now() - UNTAKEN_FOR) == 1
    assert list(m.Upload.objects.all()) == [young]
    assert kept_files(files) == sorted([young.file.name, document.file.name])
    assert old.file.name not in kept_files(files)


def test_the_sweeper_of_the_house_sweeps_them(w):
    received(w.user)
    m.Upload.objects.update(at=timezone.now() - timedelta(days=8))
    call_command("sweep", once=True)
    assert not m.Upload.objects.exists()


def test_a_store_that_fails_does_not_end_the_sweeping(w, monkeypatch, django_capture_on_commit_callbacks):
    received(w.user)

    def out_of_reach(path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.remove", out_of_reach)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads(before=timezone.now() + timedelta(days=1)) == 1
    assert not m.Upload.objects.exists()


def test_a_removed_document_takes_its_file_along_and_is_remembered(w, files, django_capture_on_commit_callbacks):
    document = keep_document(of=w.agreement, kind="other", upload=received(w.user), by=w.user)
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(document=document, version=1, reason="다른 협약의 문서", by=w.user)
    assert kept_files(files) == []
    noted = m.ChangeRecord.objects.order_by("-pk")[0]
    assert (noted.action, noted.reason, noted.agreement) == ("삭제", "다른 협약의 문서", w.agreement)
    assert (noted.before["original_name"], noted.before["sha256"]) == ("협약서.pdf", document.sha256)


def test_a_file_that_another_document_names_stays(w, files, django_capture_on_commit_callbacks):
    document = keep_document(of=w.agreement, kind="other", upload=received(w.user), by=w.user)
    twin = {"file": document.file.name, "original_name": "a.pdf", "sha256": document.sha256}
    m.Document.objects.create(**valid(m.Document, w) | twin)
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(document=document, version=1, reason="두 번 등록", by=w.user)
    assert kept_files(files) == [document.file.name]


def test_a_document_that_is_evidence_cannot_be_removed(w, files, django_capture_on_commit_callbacks):
    document = keep_document(of=w.agreement, kind="evidence", upload=received(w.user), by=w.user)
    m.Evidence.objects.create(**valid(m.Evidence, w) | {"document": document})
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValidationError, match="딸린 자료"):
        remove_document(document=document, version=1, reason="착오", by=w.user)
    assert kept_files(files) == [document.file.name]
    assert m.Document.objects.filter(pk=document.pk).exists()


def test_a_removal_needs_a_reason_and_the_latest_version(w):
    document = record(m.Document(**valid(m.Document, w)), by=w.user)
    with pytest.raises(ValidationError, match="이유"):
        remove_document(document=document, version=1, reason=" ", by=w.user)
    change(document, {"title": "고친 제목"}, version=1, by=w.user)
    with pytest.raises(ConflictError):
        remove_document(document=document, version=1, reason="착오", by=w.user)
    assert m.Document.objects.filter(title="고친 제목").exists()


def test_the_database_wants_a_digest_with_each_file(w):
    with pytest.raises(IntegrityError, match="document_file_has_a_name_and_a_digest"):
        m.Document.objects.create(**valid(m.Document, w) | {"file": "papers/2026/a.pdf"})
