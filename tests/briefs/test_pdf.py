"""Nothing is ever fetched: eighteen ways to ask, and a server that must not hear of any."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pypdf import PdfReader

from briefs.pdf import PdfRefusedError, make_pdf

HEARD: list[str] = []

VECTORS = {
    "img": '<img src="{url}">',
    "link": '<link rel="stylesheet" href="{url}">',
    "import": "<style>@import url({url});</style>",
    "background": "<p style='background: url({url})'>가</p>",
    "font-face": "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style><p>가</p>",
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "svg image": '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    "svg use": '<svg width="9" height="9"><use href="{url}#x"/></svg>',
    "svg import": "<svg><style>@import url({url});</style></svg>",
    "list-style": "<ul style='list-style-image: url({url})'><li>가</ul>",
    "content": "<style>p::before {{ content: url({url}) }}</style><p>가</p>",
    "border-image": "<p style='border: 1px solid; border-image: url({url}) 1'>가</p>",
    "base": '<base href="{url}/"><img src="x.png">',
    "link attachment": '<link rel="attachment" href="{url}">',
    "anchor attachment": '<a rel="attachment" href="{url}">가</a>',
    "redirect": '<img src="{url}/redirect">',
    "file": '<img src="file:///etc/hostname"><link rel="attachment" href="file:///etc/hostname">',
}


class Ear(BaseHTTPRequestHandler):
    def do_GET(self):
        HEARD.append(self.path)
        self.send_response(302)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address():
    server = HTTPServer(("127.0.0.1", 0), Ear)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("vector", VECTORS.values(), ids=list(VECTORS))
def test_nothing_is_fetched(vector, address, tmp_path):
    html = f"<!DOCTYPE html><html lang='ko'><title>가</title><body data-number='1'>{vector.format(url=address)}"
    HEARD.clear()
    try:
        made = make_pdf([lambda: html])
    except PdfRefusedError:
        made = None
    assert HEARD == []
    if made:
        path = tmp_path / "made.pdf"
        path.write_bytes(made.data)
        assert not PdfReader(path).attachments


def test_the_refusal_can_be_caught_as_an_exception(address):
    with pytest.raises(PdfRefusedError):
        make_pdf([lambda: f"<!DOCTYPE html><title>가</title><img src='{address}'>"])


def test_the_first_setting_that_fits_one_page_is_taken():
    page, tried = "<!DOCTYPE html><html lang='ko'><title>가</title><p>가</p>", []

    def setting(name, html):
        return lambda: tried.append(name) or html

    made = make_pdf([setting("usual", page * 200), setting("close", page), setting("closest", page)])
    assert (made.pages, tried) == (1, ["usual", "close"])
