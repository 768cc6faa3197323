class Unacceptable(ValueError):  # noqa: N818 - it is said of the file
    """A file that is not received. Says in Korean why, and what to do instead."""
