"""Whether a paper was issued: by the number and code printed on it, or by its file, byte for byte."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from briefs.contents import digest_of
from briefs.models import Brief
from briefs.rendering import render, renderer

NUMBER = re.compile(r"(\d{4})\D?(\d{4,5})")
CODE = re.compile(r"([0-9A-F]{4})-?([0-9A-F]{4})")


@dataclass(frozen=True)
class Issued:
    """All that is told to whoever holds a copy: no title, no subject."""

    on: date
    as_of: date
    department: str


def issued(number: str, code: str) -> Issued | None:
    """None for what was never issued, and for a draft. A code is one of 4,294,967,296, and opens to three words."""
    given = NUMBER.fullmatch(number.strip()), CODE.fullmatch(code.strip().upper())
    if given[0] is None or given[1] is None:
        return None
    named = {"number": "-".join(given[0].groups()), "check_code": "-".join(given[1].groups())}
    brief = Brief.objects.issued().filter(**named).select_related("municipality").first()
    return _told(brief) if brief else None


def _told(brief: Brief) -> Issued:
    ordered_on = timezone.localdate(brief.ordered_at)
    return Issued(ordered_on, brief.as_of, brief.contents["department"] or brief.municipality.name)


@dataclass(frozen=True)
class Proof:
    """What a file turned out to be. ``is_set_again`` None: another press, which sets other bytes."""

    brief: Brief
    is_archive: bool
    told: Issued
    is_stored_whole: bool
    are_contents_whole: bool
    is_set_again: bool | None

    @property
    def holds(self) -> bool:
        return self.is_stored_whole and self.are_contents_whole and self.is_set_again is not False


def proof_of(data: bytes) -> Proof | None:
    """None where no register ever made this file."""
    digest = hashlib.sha256(data).hexdigest()
    rows = Brief.objects.filter(Q(file_sha256=digest) | Q(archive_sha256=digest)).select_related("municipality")
    brief = rows.first()
    if brief is None:
        return None
    is_archive = brief.archive_sha256 == digest
    return Proof(
        brief=brief,
        is_archive=is_archive,
        told=_told(brief),
        is_stored_whole=_stored(brief, is_archive) == data,
        are_contents_whole=digest_of(brief.contents) == brief.contents_digest,
        is_set_again=_set_again(brief, is_archive) == data if brief.renderer == renderer() else None,
    )


def _stored(brief: Brief, is_archive: bool) -> bytes | None:
    try:
        with (brief.archive if is_archive else brief.file).open("rb") as file:
            data: bytes = file.read()
    except OSError:
        return None
    return data


def _set_again(brief: Brief, is_archive: bool) -> bytes | None:
    made = render(brief)
    return made.archive if is_archive else made.data
