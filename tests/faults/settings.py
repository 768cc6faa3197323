"""The product's settings with short pauses, so that a fault run takes a minute. Nothing else differs."""

from siting.settings import *  # noqa: F403

BRIEF_LEASE_SECONDS = 10
RING_AGAIN_SECONDS = 5
TRY_AGAIN_SECONDS = 1
SWEEP_SECONDS = 1
MAIL_LEASE_SECONDS = 4
EMAIL_BACKEND = "tests.faults.slow.EmailBackend"
WORKER_MEMORY_BYTES = 260_000_000  # room for a volume of 500 rows, none for a table of 1,200
