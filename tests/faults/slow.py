"""A mail server that takes its time: a worker that is killed dies between sending and noting it."""

import time
from typing import Any

from django.core.mail.backends.filebased import EmailBackend as Files

SECONDS = 0.15


class EmailBackend(Files):
    def write_message(self, message: Any) -> None:
        super().write_message(message)
        if self.stream is not None:
            self.stream.flush()
        time.sleep(SECONDS)
