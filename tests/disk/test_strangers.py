"""Whatever a file holds, reading it gives what is in it or one error, which says so in a sentence."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.disk.read import FileError
from copydesk.page.capture import CaptureError
from copydesk.review.files import RefusedError
from tests.disk.kinds import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_file_can_be_read(kind: str, tmp_path: Path) -> None:
    KINDS[kind].read(tmp_path, KINDS[kind].good)


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
@settings(max_examples=25)
def test_no_other_error_leaves_a_reader(kind: str, data: st.DataObject) -> None:
    content, said = data.draw(KINDS[kind].contents), ""
    with TemporaryDirectory() as folder:
        try:
            KINDS[kind].read(Path(folder), content)
        except (FileError, CaptureError, RefusedError) as error:
            said = str(error)
    assert len(said) < 20_000
    assert all(line.isprintable() for line in said.split("\n"))
