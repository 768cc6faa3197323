import pytest
from django.core.management import CommandError, call_command

from briefs.models import Brief

pytestmark = pytest.mark.django_db


def test_a_paper_without_a_queue(heungkuk, tmp_path, capsys):
    out = tmp_path / "paper.pdf"
    call_command("brief", "agreement", heungkuk.agreement.key, out=out)
    assert out.read_bytes().startswith(b"%PDF")
    assert "1쪽" in capsys.readouterr().out
    assert not Brief.objects.exists()


@pytest.mark.parametrize("asked", ["흥국생명", "number"])
def test_a_card_by_name_or_number(heungkuk, tmp_path, asked):
    out = tmp_path / "card.pdf"
    call_command("brief", "organisation", str(heungkuk.company.pk) if asked == "number" else asked, out=out)
    assert out.exists()


@pytest.mark.parametrize(("kind", "subject"), [("agreement", "no-such-key"), ("organisation", "없는 기업")])
def test_nothing_found_is_said_in_a_line(heungkuk, tmp_path, kind, subject):
    with pytest.raises(CommandError, match="0건입니다"):
        call_command("brief", kind, subject, out=tmp_path / "x.pdf")
