"""Sessions in the database; that of a person knows when it began, from the moment it is first kept."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InDatabase

from accounts.idle import begin


class SessionStore(InDatabase):
    def create_model_instance(self, data: dict[str, Any]) -> Any:
        if SESSION_KEY in data:
            begin(data)
        return super().create_model_instance(data)
