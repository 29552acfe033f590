"""Rendered sentences kept on disk, so that what is known ahead is said at once.

Only those go there that `audio` is asked for: what the car is likely to say. What else is said may hold the name of a
contact or the text of a message; `remember` keeps it in memory for a while.

A file holds a checksum and 16-bit samples. Its name is a checksum of the voice's version and the text, so another
voice, or another reading of numbers, finds nothing and renders anew. Several processes may use one folder: a file
appears whole or not at all, and one that another process has removed is rendered again.
"""

import hashlib
import logging
import os
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

import numpy as np

from speech.protocols import Samples, Voice
from speech.voices.recent import Recent

log = logging.getLogger(__name__)

MOST_BYTES = 200_000_000  # about an hour of speech
FULL_UNTIL = 0.9  # of it stays when the oldest are removed, so that not every new prompt removes one
SUFFIX = ".prompt"
UNFINISHED = ".part"
STALE = 3600.0  # s after which an unfinished file is left from a process that died
_DIGEST = hashlib.sha256().digest_size


class Prompts:
    """The audio of sentences in one voice: from the folder if it is there, else rendered and put there.

    Without a folder, or where it cannot be written (no permission, full disk), every sentence is rendered, and the log
    says so once.
    """

    def __init__(self, voice: Voice, folder: Path | None, most_bytes: int = MOST_BYTES) -> None:
        self.voice = voice
        self._folder = folder
        self._most_bytes = most_bytes
        self._recent = Recent()
        self._warned = False
        self._lock = threading.Lock()  # of the size of the folder; rendering is not locked
        self._bytes: int | None = None  # in the folder, as far as this process knows; None: not counted yet

    def audio(self, text: str) -> Samples:
        """The sentence as samples at the voice's rate, from the cache or rendered now."""
        kept = self.kept(text)
        if kept is not None:
            return kept
        samples = self.voice.render(text)
        self._keep(text, samples)
        return samples

    def remember(self, text: str, samples: Samples) -> None:
        """Keeps it in memory, and not on disk."""
        self._recent.put(text, samples)

    def has(self, text: str) -> bool:
        """Is it in the folder? It may still turn out to be damaged."""
        return self._folder is not None and self._file(text).exists()

    def kept(self, text: str) -> Samples | None:
        """What is kept of this text, marked as used; None where nothing is, or it is damaged."""
        if (recent := self._recent.get(text)) is not None or self._folder is None:
            return recent
        file = self._file(text)
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self._warn("read", error)
            return None
        digest, samples = content[:_DIGEST], content[_DIGEST:]
        if len(samples) % 2 or hashlib.sha256(samples).digest() != digest:
            log.warning("prompt %s is damaged and is rendered anew", file.name)
            self._remove(file)
            return None
        with suppress(OSError):  # removed by another process, or read-only: then it stays as old as it was
            os.utime(file)  # used now: the last to be removed
        return np.frombuffer(samples, np.int16)

    def _keep(self, text: str, samples: Samples) -> None:
        """Puts it into the folder."""
        if self._folder is None:
            return
        content = samples.astype("<i2").tobytes()
        content = hashlib.sha256(content).digest() + content
        if len(content) > self._most_bytes:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write_whole(self._file(text), content)
            self._make_room(len(content))
        except OSError as error:
            self._warn("written", error)

    def _file(self, text: str) -> Path:
        assert self._folder is not None
        key = hashlib.sha256(f"{self.voice.version}\0{self.voice.rate}\0{text}".encode()).hexdigest()[:40]
        return self._folder / f"{key}{SUFFIX}"

    def _make_room(self, added: int) -> None:
        """Removes those that were not used for longest, once there is more than may be."""
        with self._lock:
            self._bytes = None if self._bytes is None else self._bytes + added
            if self._bytes is not None and self._bytes <= self._most_bytes:
                return
            files = self._files()
            self._bytes = sum(size for _, size, _ in files)
            if self._bytes <= self._most_bytes:
                return
            for _, size, file in sorted(files):
                if self._bytes <= FULL_UNTIL * self._most_bytes:
                    break
                self._remove(file)
                self._bytes -= size

    def _files(self) -> list[tuple[float, int, Path]]:
        """[(when it was last used, bytes, file)] of all prompts, whichever process wrote them. Clears what is stale."""
        assert self._folder is not None
        found, unfinished = [], []
        for entry in os.scandir(self._folder):
            try:
                status = entry.stat()
            except FileNotFoundError:  # removed by another process meanwhile
                continue
            if entry.name.endswith(SUFFIX):
                found.append((status.st_mtime, status.st_size, Path(entry.path)))
            elif entry.name.endswith(UNFINISHED):
                unfinished.append((status.st_mtime, Path(entry.path)))
        newest = max((used for used, _, _ in found), default=0.0)
        for began, file in unfinished:
            if began < newest - STALE:
                self._remove(file)
        return found

    def _remove(self, file: Path) -> None:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            self._warn("changed", error)

    def _warn(self, what: str, error: OSError) -> None:
        if not self._warned:
            self._warned = True
            log.warning("prompts in %s cannot be %s (%s): sentences are rendered each time", self._folder, what, error)


def _write_whole(file: Path, content: bytes) -> None:
    """The file with this content, or no file: written under another name, on the disk, then renamed."""
    handle, name = tempfile.mkstemp(UNFINISHED, "", file.parent)
    try:
        with open(handle, "wb") as unfinished:
            unfinished.write(content)
            unfinished.flush()
            os.fsync(unfinished.fileno())
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
