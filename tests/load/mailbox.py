"""What was delivered: the mails as files, read as whoever got them would."""

import email
import email.policy
import re
import time
from collections import Counter
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from tests.journeys.conftest import House

BETWEEN = b"\n" + b"-" * 79 + b"\n"
DELIVERED_WITHIN = 120
LINKED = re.compile(r"^- (.+?) \(.+\)\n +(http\S+/submit/\S+)$", re.MULTILINE)
REQUEST, REMINDER, RECEIPT = "실적 제출 요청", "이행 실적 제출 안내", "이행 실적 접수 확인"
DIGEST = "이행 실적을 받지 못한 협약"


@dataclass(frozen=True)
class Delivered:
    to: str
    subject: str
    text: str

    @property
    def links(self) -> dict[str, str]:
        """By the name of the agreement."""
        return dict(LINKED.findall(self.text))


class Mailbox:
    """Of everybody: ``new`` are those that came since it was looked into last."""

    def __init__(self, house: House) -> None:
        self.house, self.seen = house, 0

    def new(self, subject: str) -> list[Delivered]:
        """Waits until the worker has sent all that waits."""
        self._wait()
        found = sorted(self._all(), key=lambda pair: pair[0])
        fresh, self.seen = found[self.seen :], len(found)
        return [mail for _, mail in fresh if subject in mail.subject]

    def _wait(self) -> None:
        deadline = time.monotonic() + DELIVERED_WITHIN
        while (waiting := self.states().keys() - {"sent"}) and time.monotonic() < deadline:
            time.sleep(0.5)
        assert not waiting, self.states()

    def states(self) -> Counter[str]:
        rows = self.house.tell(
            "from agreements.models import Mail; print(*Mail.objects.values_list('state', flat=True))"
        )
        return Counter(rows.split())

    def _all(self) -> list[tuple[int, Delivered]]:
        folder = Path(self.house.environment["VAR_DIR"], "mail")
        texts = [text for path in folder.glob("*.log") for text in path.read_bytes().split(BETWEEN) if text.strip()]
        return [_read(email.message_from_bytes(text, policy=email.policy.default)) for text in texts]


def _read(mail: EmailMessage) -> tuple[int, Delivered]:
    """With its number, in the order of which the mails were put into the queue."""
    number = int(re.findall(r"siting-(\d+)@", mail["Message-ID"])[0])
    return number, Delivered(str(mail["To"]), str(mail["Subject"]), str(mail.get_content()))
