"""Papers in an S3-compatible store, against a tiny one of our own on the loopback address."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

PAPER = "광주광역시 투자협약.pdf"


class Store(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.objects: dict[str, bytes] = {}


class Answer(BaseHTTPRequestHandler):
    server: Store

    @property
    def key(self) -> str:
        return unquote(urlsplit(self.path).path)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            body = without_chunks(body)
        self.server.objects[self.key] = body
        self.answer(200)

    def do_GET(self):
        body = self.server.objects.get(self.key)
        self.answer(404) if body is None else self.answer(200, body)

    def do_HEAD(self):
        self.do_GET()

    def do_DELETE(self):
        self.server.objects.pop(self.key, None)
        self.answer(204)

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"0"')
        self.send_header("Last-Modified", "Mon, 23 Nov 2026 00:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *words):
        """A test's output is no access log."""


def without_chunks(body: bytes) -> bytes:
    """``size;signature CRLF data CRLF`` until a size of 0."""
    data = b""
    while body:
        head, _, body = body.partition(b"\r\n")
        size = int(head.split(b";")[0], 16)
        if not size:
            break
        data, body = data + body[:size], body[size + 2 :]
    return data


@pytest.fixture
def store():
    with Store() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def files(store, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "papers",
                "endpoint_url": f"http://127.0.0.1:{store.server_port}",
                "region_name": "local",
                "access_key": "a",
                "secret_key": "b",
                "addressing_style": "path",
                "default_acl": None,
                "file_overwrite": False,
            },
        },
    }
    storage = storages["default"]
    yield storage
    storage.connection.meta.client.close()


def test_a_paper_comes_back_as_it_was_stored(files, store):
    content = b"%PDF-1.7 " + bytes(range(256)) * 400
    name = files.save(PAPER, ContentFile(content))
    assert store.objects == {f"/papers/{name}": content}
    assert files.exists(name)
    with files.open(name) as paper:
        assert paper.read() == content


def test_a_second_paper_of_the_same_name_replaces_nothing(files):
    names = [files.save(PAPER, ContentFile(text)) for text in (b"one", b"two")]
    assert names[0] != names[1]
    with files.open(names[0]) as paper:
        assert paper.read() == b"one"


def test_a_deleted_paper_is_gone(files, store):
    name = files.save(PAPER, ContentFile(b"one"))
    files.delete(name)
    assert store.objects == {}
    assert not files.exists(name)


def test_a_missing_paper_is_an_error(files):
    with pytest.raises(FileNotFoundError):
        files.open("none.pdf").read()
