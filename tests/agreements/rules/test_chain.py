from dataclasses import replace
from datetime import UTC, datetime

from agreements.rules.chain import Link, breaks, link, microseconds, replayed


def test_a_link_depends_on_the_row_and_on_the_link_before():
    row = {"number": 1, "after": {"name": "흥국생명(주)"}}
    assert link("", row) == link("", dict(reversed(row.items())))
    assert link("", row) != link("x", row)
    assert link("", row) != link("", {**row, "number": 2})


def test_moments_are_hashed_as_whole_microseconds():
    assert microseconds(datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC)) == 1_000_005


def chain(*rows: str) -> list[Link]:
    links, before = [], ""
    for number, text in enumerate(rows, start=1):
        digest = link(before, {"text": text})
        links.append(Link(number, before, digest, digest))
        before = digest
    return links


def told(links, anchors=None) -> list[str]:
    return [f"{found.number} {found.words.split('(')[0]}" for found in breaks(links, anchors or {})]


def test_a_chain_as_it_was_written_has_no_break():
    links = chain("가", "나", "다")
    assert told(links) == []
    assert told(links, {one.number: {one.hash} for one in links}) == []
    assert told([]) == []


def test_an_altered_record_is_found():
    one, two, three = chain("가", "나", "다")
    assert told([one, replace(two, computed="x"), three]) == ["2 고친 흔적"]


def test_a_missing_record_is_found_by_its_number():
    one, _, three = chain("가", "나", "다")
    assert told([one, three]) == ["2 빠진 기록"]
    assert told([three]) == ["1 빠진 기록"]


def test_a_record_out_of_its_place_is_found():
    one, two, three = chain("가", "나", "다")
    assert told([one, replace(three, number=2), replace(two, number=3)]) == ["2 순서 뒤바뀜", "3 순서 뒤바뀜"]
    assert told([one, two, replace(three, number=2)]) == ["2 순번이 겹침"]


def test_a_cut_end_and_a_chain_written_anew_are_found_by_what_was_kept_elsewhere():
    links, anew = chain("가", "나", "다"), chain("가", "라", "다")
    kept = {one.number: {one.hash} for one in links}
    assert told(links[:2], kept) == ["3 끝이 잘림"]
    assert told([], kept) == ["1 끝이 잘림"]
    assert told(anew, kept) == ["2 다시 쓴 흔적", "3 다시 쓴 흔적"]
    assert told(links, {1: {links[0].hash, "x"}}) == ["1 다시 쓴 흔적"]


def test_notes_are_replayed_in_their_order():
    notes = [
        ("등록", {}, {"name": "가", "words": "나"}),
        ("수정", {"name": "가", "words": "나"}, {"name": "다"}),
    ]
    assert replayed(notes) == {"name": "다"}
    assert replayed([*notes, ("삭제", {"name": "다"}, {})]) is None
    assert replayed([]) is None
