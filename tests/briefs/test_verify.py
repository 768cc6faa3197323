"""Was this paper issued? By its number and code at the open page, by its bytes at the command."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from briefs import tasks
from briefs.confirming import issued, proof_of
from briefs.models import Brief
from tests.briefs.made import TODAY, ordered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

UNKNOWN = "발행된 보고자료가 없습니다"


@pytest.fixture
def paper(heungkuk) -> Brief:
    heungkuk.matter("issue")
    heungkuk.matter("plan")
    brief = ordered(heungkuk)
    tasks.take_and_render(brief.pk)
    brief.refresh_from_db()
    return brief


def asked(client, **values) -> str:
    return client.post(reverse("verify"), values).content.decode()


def test_an_issued_paper_is_confirmed_and_nothing_else_is_told(client, paper, heungkuk):
    page = asked(client, number=paper.number, code=paper.check_code)
    assert "발행된 보고자료입니다." in page
    assert f"{TODAY.year}. {TODAY.month}. {TODAY.day}." in page
    assert "투자유치과" in page
    for secret in (paper.title, heungkuk.company.name, heungkuk.officer.username, paper.file_sha256):
        assert secret not in page


@pytest.mark.parametrize("spelt", ["{}", " {} ", "{lower}", "{bare}"], ids=["as printed", "spaces", "small", "no dash"])
def test_a_code_is_read_as_people_type_it(paper, spelt):
    code = spelt.format(paper.check_code, lower=paper.check_code.lower(), bare=paper.check_code.replace("-", ""))
    assert issued(paper.number, code) is not None


@pytest.mark.parametrize(
    "given",
    [
        {"code": "0000-0000"},
        {"number": "2026-9999"},
        {"number": "x' OR 1"},
        {"code": "나" * 9},
    ],
    ids=["code", "number", "quote", "letters"],
)
def test_what_does_not_fit_is_not_confirmed(client, paper, given):
    assert UNKNOWN in asked(client, **({"number": paper.number, "code": paper.check_code} | given))


@pytest.mark.parametrize("state", ["draft", "failed"])
def test_what_was_not_issued_is_as_unknown_as_what_never_was(client, heungkuk, state):
    brief = ordered(heungkuk)
    token = tasks.take(brief.pk)
    if state == "failed":
        tasks.fail(brief.pk, token, "까닭")
    else:
        tasks.try_again(brief, token)
        tasks.take_and_render(brief.pk)
    assert UNKNOWN in asked(client, number=brief.number, code=brief.check_code)


def test_a_paper_of_the_first_layout_is_confirmed_too(paper):
    Brief.objects.filter(pk=paper.pk).update(contents={"title": "옛 보고자료", "department": ""})
    found = issued(paper.number, paper.check_code)
    assert found is not None
    assert found.department == "광주광역시"


def test_nothing_typed_is_said_at_its_field(client, paper):
    page = asked(client, number="", code="")
    assert "자료번호를 적으십시오." in page
    assert "확인 코드를 적으십시오." in page


@pytest.mark.parametrize("form", ["file", "archive"])
def test_a_file_is_proven_to_the_byte(paper, tmp_path, capsys, form):
    path = tmp_path / "paper.pdf"
    with getattr(paper, form).open("rb") as file:
        path.write_bytes(file.read())
    call_command("verify_brief", path)
    told = capsys.readouterr().out
    assert paper.number in told
    assert "다시 조판: 같음" in told
    assert "다름" not in told


def test_under_another_press_the_stored_file_still_proves_it(paper):
    with paper.file.open("rb") as file:
        data = file.read()
    Brief.objects.filter(pk=paper.pk).update(renderer="1 / WeasyPrint 60.0")
    proof = proof_of(data)
    assert proof is not None
    assert (proof.is_set_again, proof.holds) == (None, True)


def test_contents_that_were_altered_are_found(paper, tmp_path):
    path = tmp_path / "paper.pdf"
    with paper.file.open("rb") as file:
        path.write_bytes(file.read())
    paper.contents["title"] = "다른 제목"
    Brief.objects.filter(pk=paper.pk).update(contents=paper.contents)
    with pytest.raises(CommandError, match="맞지 않습니다"):
        call_command("verify_brief", path)


def test_a_file_nobody_made_is_said_to_be_so(db, tmp_path):
    path = tmp_path / "other.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="만든 보고자료가 아닙니다"):
        call_command("verify_brief", path)
    with pytest.raises(CommandError, match="읽을 수 없습니다"):
        call_command("verify_brief", tmp_path / "none.pdf")
