"""The product's settings with a clock that reminds nobody by itself: the days of this run are simulated."""

from siting.settings import *  # noqa: F403

SWEEP_SECONDS = 3600
