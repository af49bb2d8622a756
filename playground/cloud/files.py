"""Files in the simulated cloud: on disk in a folder, or in memory for tests."""

from __future__ import annotations

import hashlib
import io
import mimetypes
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from playground.cloud.refusals import Json, bad_request

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_PHOTO_SIDE = 1280
THUMBNAIL_SIDE = 90

_FOLDERS = {
    "photo": "photos",
    "video": "videos",
    "voice": "voice",
    "audio": "music",
    "document": "documents",
    "animation": "animations",
    "video_note": "video_notes",
    "sticker": "stickers",
}


@dataclass(frozen=True)
class StoredFile:
    """One file the bot may name by its id."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    size: int
    digest: str

    @property
    def path(self) -> str:
        """`file_path` of getFile."""
        suffix = Path(self.name).suffix or mimetypes.guess_extension(self.mime) or ""
        return f"{_FOLDERS.get(self.kind, 'documents')}/file_{self.file_id[2:8]}{suffix}"

    def reference(self) -> Json:
        """The fields every file object of the Bot API has."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


class FileStore:
    """Keeps contents by their hash and descriptions by file id."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._memory: dict[str, bytes] = {}
        self._files: dict[str, StoredFile] = {}
        self._by_path: dict[str, str] = {}

    def add(self, kind: str, content: bytes, name: str = "", mime: str = "") -> StoredFile:
        """Stores a file and gives it an id."""
        digest = hashlib.sha256(content).hexdigest()
        number = len(self._files) + 1
        stored = StoredFile(
            file_id=f"pg{number:06d}-{kind}-{digest[:24]}",
            unique_id=f"{kind[:2]}{digest[:14]}",
            kind=kind,
            name=name,
            mime=mime or mimetypes.guess_type(name)[0] or "application/octet-stream",
            size=len(content),
            digest=digest,
        )
        if self._folder is None:
            self._memory[digest] = content
        elif not (self._folder / digest).exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / digest).write_bytes(content)
        self._remember(stored)
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        """By file id."""
        return self._files.get(file_id)

    def find_path(self, path: str) -> StoredFile | None:
        """By the `file_path` getFile gave."""
        return self._files.get(self._by_path.get(path, ""))

    def content(self, stored: StoredFile) -> bytes:
        """The bytes."""
        if self._folder is None:
            return self._memory[stored.digest]
        return (self._folder / stored.digest).read_bytes()

    def dump(self) -> list[Json]:
        """Descriptions for JSON; contents stay in the folder."""
        return [asdict(stored) for stored in self._files.values()]

    def load(self, dumped: list[Json]) -> None:
        """Takes back what `dump` gave."""
        self._files.clear()
        self._by_path.clear()
        for fields in dumped:
            self._remember(StoredFile(**fields))

    def _remember(self, stored: StoredFile) -> None:
        self._files[stored.file_id] = stored
        self._by_path[stored.path] = stored.file_id


def photo_sizes(store: FileStore, content: bytes) -> list[Json]:
    """`Message.photo`: a thumbnail and the picture, both re-encoded without metadata, as Telegram's apps do.

    Refused where Telegram refuses the picture.
    """
    if len(content) > MAX_PHOTO:
        raise bad_request(f"file of size {len(content)} bytes is too big for a photo; the maximum size is {MAX_PHOTO}")
    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = opened.convert("RGB")
    except (UnidentifiedImageError, OSError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
    width, height = picture.size
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    sides = [THUMBNAIL_SIDE, MAX_PHOTO_SIDE] if max(width, height) > THUMBNAIL_SIDE else [MAX_PHOTO_SIDE]
    return [_photo_size(store, picture, side) for side in sides]


def _photo_size(store: FileStore, picture: Image.Image, side: int) -> Json:
    scaled = picture.copy()
    scaled.thumbnail((side, side))
    encoded = io.BytesIO()
    scaled.save(encoded, "JPEG", quality=87)
    stored = store.add("photo", encoded.getvalue(), "photo.jpg", "image/jpeg")
    return {**stored.reference(), "width": scaled.width, "height": scaled.height}


def sample_photo(colour: tuple[int, int, int] = (200, 120, 40), size: tuple[int, int] = (320, 240)) -> bytes:
    """A plain JPEG, for tests and the demo."""
    encoded = io.BytesIO()
    Image.new("RGB", size, colour).save(encoded, "JPEG")
    return encoded.getvalue()
