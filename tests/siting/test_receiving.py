from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from siting.receiving import LARGEST


def received(size: int):
    return RequestFactory().post("/", {"paper": SimpleUploadedFile("협약서.pdf", bytes(size))}).FILES["paper"]


def test_a_file_that_never_ends_does_not_fill_the_disk():
    with received(LARGEST + 10_000_000) as file:
        assert LARGEST < file.size < LARGEST + 1_000_000
        assert len(file.read()) == file.size


def test_a_file_of_any_usual_size_arrives_whole():
    for size in (0, 1_000, 5_000_000):
        with received(size) as file:
            assert (file.size, len(file.read())) == (size, size)
