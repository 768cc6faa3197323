"""From the row to the page: what stands on it, how many pages, and what the accessibility checker says."""

import subprocess

import page
import pytest
from pypdf import PdfReader

from briefs.pdf import Pdf
from briefs.rendering import TooMuchError, html_of, render
from briefs.rendering.limits import LONGEST_TEXT, MOST_ROWS, rows
from briefs.rendering.words import JOINER
from tests.briefs.made import ordered
from tests.briefs.tree import lines, table, under

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


def text_of(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def words_of(data: bytes) -> str:
    return " ".join(text_of(data).split())


def is_accessible(made: Pdf, folder) -> bool:
    path = folder / "paper.pdf"
    path.write_bytes(made.data)
    verdict = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    assert verdict.is_compliant, [failure.message for failure in verdict.failures]
    return True


@pytest.fixture
def paper(heungkuk, tmp_path):
    made = render(ordered(heungkuk))
    path = tmp_path / "paper.pdf"
    path.write_bytes(made.data)
    return path, made


def test_it_is_one_accessible_page(paper):
    path, made = paper
    assert made.pages == 1
    verdict = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    assert verdict.is_compliant, [failure.message for failure in verdict.failures]


def test_it_says_whose_it_is_and_in_which_language(paper):
    path, _ = paper
    reader = PdfReader(path)
    assert reader.metadata.title == "흥국생명(주) 고객센터 투자협약 이행 현황"
    assert reader.trailer["/Root"]["/Lang"] == "ko"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_its_bookmarks_are_words_that_can_be_searched(paper):
    [title, sections] = PdfReader(paper[0]).outline
    assert title.title == "흥국생명(주) 고객센터 투자협약 이행 현황"
    assert [one.title for one in sections][:2] == ["협약 개요", "협약 내용 및 이행 현황"]


def test_every_block_of_the_skeleton_stands_in_its_order(paper):
    told = words_of(paper[1].data)
    blocks = [
        "공개 구분: 미정",
        "초안",
        "투자유치과",
        "흥국생명(주) 고객센터 투자협약 이행 현황",
        "(기준일: 2026. 11. 22.)",
        "◈ 2020. 7. 16. 체결: 고객상담형 센터 100석",
        "◈ 보도된 채용 기한(2021년 상반기) 경과",
        "□ 협약 개요",
        "○ 일시·장소",
        "□ 협약 내용 및 이행 현황",
        "* 언론 보도 내용으로",
        "※ 이행 판정 기준: 고용 / 미확인은 0이 아님 / -: 해당 없음",
        "○ (순증 여부)",
        "□ 역할별 이행",
        "□ 보조금",
        "□ 쟁점 및 대응",
        "이 칸이 비어 있으면 발행할 수 없음",
        "□ 향후 계획",
        "※ 참고: 시 전체 68개 센터, 상담사 7,306명",
        "※ 출처: ① 광주일등뉴스 2020. 7. 16. ② 전자신문 2020. 7. 16.",
        "담당: 투자유치과",
        "자료번호 2026-0001 · 확인 ",
    ]
    places = [told.find(block) for block in blocks]
    assert -1 not in places, [block for block, place in zip(blocks, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_no_line_begins_with_a_mark_or_half_a_word(paper):
    lines = [line.strip() for line in text_of(paper[1].data).splitlines() if line.strip()]
    assert not [line for line in lines if line in {"*", ")", "명", "음", "부"}]
    assert JOINER not in "".join(lines)


def test_the_fonts_are_nanum_and_embedded(paper):
    listed = subprocess.run(["pdffonts", paper[0]], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    assert all("Nanum" in line for line in listed)
    assert all(line.split()[-5] == "yes" for line in listed)


def test_the_same_brief_gives_the_same_bytes(heungkuk):
    brief = ordered(heungkuk)
    assert render(brief).data == render(brief).data


def test_a_number_cell_names_its_source_unless_there_is_one_only(heungkuk):
    brief = ordered(heungkuk)
    assert '<span class="refs">' in html_of(brief)
    brief.contents["sources"] = brief.contents["sources"][:1]
    assert '<span class="refs">' not in html_of(brief)


@pytest.mark.parametrize("kind", ["title", "text", "rows", "pages"])
def test_too_much_is_refused_before_it_is_set(heungkuk, kind):
    brief = ordered(heungkuk)
    if kind == "title":
        brief.contents["title"] = "가" * 201
    elif kind == "text":
        lines(brief.contents, "협약 개요")[0]["text"] = "가" * (LONGEST_TEXT + 1)
    elif kind == "pages":
        under(brief.contents, "협약 개요")[0]["lines"] *= 60
        for line in lines(brief.contents, "협약 개요"):
            line["text"] = "가" * LONGEST_TEXT
    else:
        table(brief.contents, "duties")["rows"] *= MOST_ROWS // 4 + 1
    with pytest.raises(TooMuchError, match=r"다시 요청|나누거나"):
        render(brief)


def test_the_most_that_is_allowed_is_set_in_time(heungkuk):
    brief = ordered(heungkuk)
    lines(brief.contents, "협약 개요")[0]["text"] = "가" * LONGEST_TEXT
    assert rows(brief.contents) < MOST_ROWS
    assert render(brief).pages > 1


def test_text_of_people_stays_text(heungkuk):
    heungkuk.matter("issue", "<b>굵게</b> & {{ settings.SECRET_KEY }}")
    told = words_of(render(ordered(heungkuk)).data)
    assert "<b>굵게</b> & {{ settings.SECRET_KEY }}" in told
