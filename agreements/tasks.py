"""Celery only rings the bell: the row is the mail and the sweeper its guarantee. One bell is for all that wait."""

import logging

from celery import shared_task

from agreements.delivery import deliver_waiting

log = logging.getLogger("agreements.mail")


@shared_task(name="agreements.deliver_mails", ignore_result=True)
def deliver_mails() -> None:
    """As many as there is time for, and the bell again for the rest."""
    if deliver_waiting():
        ring()


def ring() -> bool:
    """Whether the bell was heard by the broker; if not, the sweeper delivers."""
    try:
        deliver_mails.apply_async()
    except Exception as error:  # a broker fails in the words of three libraries
        log.warning("the bell for mails is not heard: %s", error)
        return False
    return True
