from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 32 * 1024 * 1024


class Bounded(FileUploadHandler):
    """Of a file larger than anything that is received no more is kept than shows it: the disk stays free."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= LARGEST else None

    def file_complete(self, file_size: int) -> None:
        """Another handler has the file."""
