"""Real mails through the house's own processes while the worker is killed: none is lost, few go out a second time."""

import re
import subprocess
import sys
import threading
from collections import Counter

import pytest

from tests.faults.house import ROOT, House, environment, wait_until

pytestmark = pytest.mark.faults

MAILS = 40
KILLS = 3
SETTLE_SECONDS = 60
QUEUE = f"""
from accounts.models import Municipality
from agreements.actions.mail import queue_mail, ring_when_committed
from agreements.rules.mail import Letter
city = Municipality.objects.get(key="gwangju")
for n in range({MAILS}):
    told = dict(to=f"p{{n}}@company.example", kind="digest", key=f"{{n}}", municipality=city)
    queue_mail(Letter(f"mail {{n}}", "text"), **told)
ring_when_committed()
"""


def queue_all(built: House) -> None:
    """From a process without a broker: the sweeper must ring."""
    words = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", QUEUE]
    subprocess.run(words, cwd=ROOT, env=environment(built.folder), check=True, capture_output=True)


def states(built: House) -> Counter:
    return Counter(dict(built.rows("SELECT state, count(*) FROM agreements_mail GROUP BY state")))


def sent(built: House) -> Counter:
    """How often each mail went out, by its Message-ID."""
    texts = (path.read_text() for path in (built.folder / "mail").glob("*.log"))
    return Counter(number for text in texts for number in re.findall(r"Message-ID: <siting-(\d+)@", text))


def kill_in_the_midst(built: House) -> None:
    for _ in range(KILLS):
        enough = states(built)["sent"] + 4
        wait_until(lambda enough=enough: states(built)["sent"] >= enough, SETTLE_SECONDS)
        wait_until(built.kill_worker, SETTLE_SECONDS)


def test_none_is_lost_and_each_goes_out_at_most_once_more(built, capsys):
    hurting = threading.Thread(target=kill_in_the_midst, args=(built,))
    queue_all(built)
    hurting.start()
    wait_until(lambda: states(built)["sent"] == MAILS, SETTLE_SECONDS, lambda: f"{states(built)} {built.log('worker')}")
    hurting.join()
    went_out = sent(built)
    twice = [number for number, times in went_out.items() if times > 1]
    with capsys.disabled():
        print(f"\n{MAILS} mails, worker killed {KILLS} times: lost {MAILS - len(went_out)}, sent again {len(twice)}")
    assert len(went_out) == MAILS
    assert max(went_out.values()) <= 2
    assert len(twice) <= 2 * KILLS  # two children work at a time
