"""Recordings on disk: one zip file with the manifest, the HAR and the bodies, the same bytes for the same."""

from __future__ import annotations

import io
import re
import zipfile
from hashlib import sha256
from pathlib import Path

import msgspec

from copydesk.disk.read import FileError, MissingError, opened, reason
from copydesk.disk.write import put
from copydesk.recording import har
from copydesk.recording.traffic import FORMAT, Manifest, Recording

MANIFEST, HAR = "manifest.json", "recording.har"
MEMBERS = 50_000
"""Files in a recording at most."""
BODY = 64_000_000
"""Bytes of one body at most."""
LIMIT = 1_000_000_000
"""Bytes of a recording at most, unpacked: it is held in memory."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_manifests = msgspec.json.Decoder(Manifest)


def save(recording: Recording, path: Path) -> int:
    """Write a recording; it is complete or not there. Returns its size in bytes. Raises OSError.

    A file that differs by nothing but its moment is left as it is: where the site has not changed, neither
    does the file.
    """
    content = _kept(recording, path) or _packed(recording)
    put(path, content)
    return len(content)


def load(path: Path) -> Recording:
    """Read a recording. Raises `FileError`, whatever the file is."""
    try:
        with opened(path) as file, zipfile.ZipFile(file) as packed:
            members = _members(packed)
            told = _manifests.decode(packed.read(MANIFEST))
            if told.format != FORMAT:
                raise ValueError(f"its format is {told.format}, but this copydesk reads {FORMAT}")
            bodies = {name: packed.read(name) for name in members if har.BODY_NAME.fullmatch(name)}
            pages, links = har.read(packed.read(HAR), bodies)
        for name, body in bodies.items():
            if sha256(body).hexdigest() != name.partition(".")[0]:
                raise ValueError(f"its {name} is not what was stored")
        if not re.match(r"https?://[^/]", told.base_url):
            raise ValueError(f"its {MANIFEST} has no address of a site")
    except MissingError:
        raise FileError(
            f"{path}: there is no such recording; `copydesk record --site FILE` makes one"
        ) from None
    except FileError:
        raise
    # What is wrong with a zip file comes as a dozen errors, some of them the compression's own.
    except Exception as error:
        raise FileError(
            f"{path}: not a recording that can be replayed ({reason(error)}); record the site again"
        ) from None
    return Recording(manifest=told, pages=pages, links=links)


def _members(packed: zipfile.ZipFile) -> list[str]:
    """The names in a zip file, which is not larger than it may be: reading holds it to its own word."""
    listed = packed.infolist()
    if len(listed) > MEMBERS:
        raise ValueError(f"it has {len(listed)} files, but at most {MEMBERS} can be read")
    if (large := max((one.file_size for one in listed if one.filename != HAR), default=0)) > BODY:
        raise ValueError(f"a file in it has {large} bytes, but at most {BODY} can be read")
    if (all_of_it := sum(one.file_size for one in listed)) > LIMIT:
        raise ValueError(f"it unpacks to {all_of_it} bytes, but at most {LIMIT} can be read")
    names = [one.filename for one in listed]
    if missing := next((name for name in (MANIFEST, HAR) if name not in names), ""):
        raise ValueError(f"it has no {missing}")
    return names


def _kept(recording: Recording, path: Path) -> bytes | None:
    """What the file holds already, if that is this recording at another moment."""
    try:
        moment = load(path).manifest.moment
    except FileError:
        return None
    manifest = msgspec.structs.replace(recording.manifest, moment=moment)
    content = _packed(msgspec.structs.replace(recording, manifest=manifest))
    return content if content == path.read_bytes() else None


def _packed(recording: Recording) -> bytes:
    traffic, bodies = har.written(recording)
    manifest = msgspec.json.format(msgspec.json.encode(recording.manifest), indent=1)
    files = {MANIFEST: manifest, HAR: traffic, **dict(sorted(bodies.items()))}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type, member.create_system, member.external_attr = (
                zipfile.ZIP_DEFLATED,
                3,
                0o644 << 16,
            )
            packed.writestr(member, content, compresslevel=6)
    return buffer.getvalue()
