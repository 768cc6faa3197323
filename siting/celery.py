"""Celery only rings the bell: the row is the brief and the sweeper its guarantee."""

import gc
import os
import resource
import signal
from typing import Any

from celery import Celery
from celery.signals import celeryd_init, worker_init, worker_process_init
from django.conf import settings
from django.utils.module_loading import import_string

from siting.processes import dying_with_me

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siting.settings")

app = Celery("siting")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
def wait_longer_for_the_broker(conf: Any, **kwargs: Any) -> None:
    """Whoever publishes gives up in two seconds; the worker has nothing else to do than wait."""
    conf.broker_transport_options = settings.WORKER_BROKER_OPTIONS
    conf.broker_connection_timeout = settings.WORKER_BROKER_TIMEOUT


@celeryd_init.connect
def leave_no_child_behind(**kwargs: Any) -> None:
    """A ``kill -9`` of the worker would leave the children of its pool."""
    ask = dying_with_me(signal.SIGKILL)
    worker_process_init.connect(lambda **_: ask(), weak=False)


@worker_process_init.connect
def stay_small(**kwargs: Any) -> None:
    """A paper that wants all the memory fails as one paper, before the kernel ends whatever it likes."""
    resource.setrlimit(resource.RLIMIT_DATA, (settings.WORKER_MEMORY_BYTES, settings.WORKER_MEMORY_BYTES))


@worker_init.connect
def be_warm(**kwargs: Any) -> None:
    """Before the pool is forked, so that its children, new ones too, set their first paper at once."""
    import_string("briefs.tasks.warm_up")()
    gc.collect()
    gc.freeze()  # what is here stays: a child need not look through it after each paper, nor copy it
