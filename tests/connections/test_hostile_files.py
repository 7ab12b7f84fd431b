"""What hostile files cost, measured from outside the process that opens them: at most ten seconds and 512 MB, and one sentence."""

import io
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

import hostile_files
from bridgework.connections.door import Unreadable
from bridgework.connections.films.copy_of_document import DEFUSED
from bridgework.connections.films.decode import CRASHED, STOPPED, answer_in, child_environment, decode_in_child
from bridgework.connections.films.film import CHILD_CPU_SECONDS, Film
from bridgework.connections.films.reading import read_film
from hostile_files import ACTING, FILES, LARGE

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
MOST_SECONDS = 10
MOST_MEGABYTES = 512


@dataclass
class Cost:
    """What opening a file came to. Seconds are those of the processor: on a crowded machine the clock measures the others."""

    answer: Film | Unreadable | None
    seconds: float
    megabytes: float


MEASURE = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-s", "-P", "-m", "bridgework.connections.films.child", sys.argv[1]], stderr=subprocess.DEVNULL)
used = os.wait4(child.pid, 0)[2]
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
"""A small process in between: the memory of a process that starts another one counts as the other one's."""


def opened(content: bytes) -> Cost:
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as film:
        film.write(content)
        film.seek(0)
        measured = subprocess.run(
            [sys.executable, "-c", MEASURE, name], stdin=film, stdout=subprocess.PIPE, env=child_environment(), text=True, check=True
        )
        seconds, megabytes = (float(number) for number in measured.stdout.split())
        return Cost(answer_in(Path(name)), seconds, megabytes)


def within_limits(cost: Cost) -> None:
    assert cost.seconds < MOST_SECONDS
    assert cost.megabytes < MOST_MEGABYTES
    assert CHILD_CPU_SECONDS < MOST_SECONDS


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_in_a_sentence_and_costs_little(name: str) -> None:
    make, says = FILES[name]
    content = make()
    assert len(content) < 64 * 1024 * 1024
    if not content:
        answer = decode_in_child(content)
        assert isinstance(answer, Unreadable)
        assert says in answer.sentence
        return
    cost = opened(content)
    within_limits(cost)
    if says:
        assert isinstance(cost.answer, Unreadable)
        assert says in cost.answer.sentence
    if isinstance(cost.answer, Unreadable):
        assert re.fullmatch(r"[A-Z].*\.", cost.answer.sentence)
        assert len(cost.answer.sentence) < 300


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_shown_or_refused_within_the_limits(name: str) -> None:
    cost = opened(LARGE[name]())
    within_limits(cost)
    if isinstance(cost.answer, Film):
        assert max(Image.open(io.BytesIO(cost.answer.display)).size) <= 2_600


def test_a_decoder_that_was_ended_from_outside_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {STOPPED[-1], CRASHED[-1]} == {"."}
    answer = decode_in_child(hostile_files.drawing_in_drawings(), wall_seconds=0.2)
    assert answer == Unreadable(STOPPED)


@pytest.mark.parametrize("name", ACTING)
def test_a_pdf_that_would_act_is_handed_out_without_it(name: str) -> None:
    content = ACTING[name]()
    film = read_film(content)
    assert not re.search(rb"/(JavaScript|JS|Launch|SubmitForm|OpenAction|AA|A|Annots|EmbeddedFile|AcroForm|Names)\b", film.copy)
    assert b"alert" not in film.copy
    with_note = name != "a script spelled otherwise" or DEFUSED in film.notes
    assert with_note
    document = pypdfium2.PdfDocument(film.copy)
    assert (len(document), document[0].get_size()) == (1, (300, 400))
    document.close()


def test_a_copy_of_a_document_shows_what_the_document_showed() -> None:
    """Turned, cropped, with a note drawn on it: the copy draws the same."""
    content = b"0 0 1 rg 20 20 100 300 re f 1 0 0 rg 200 350 60 20 re f"
    for page in (b"", b"/Rotate 90", b"/Rotate 270/CropBox[10 10 250 380]", b"/MediaBox[-50 -50 300 400]"):
        made = hostile_files.pdf(page=page, content=content)
        before, after = (pypdfium2.PdfDocument(each) for each in (made, read_film(made).copy))
        drawn = [document[0].render(scale=0.5).to_pil().convert("RGB") for document in (before, after)]
        assert drawn[0].size == drawn[1].size
        assert drawn[0].tobytes() == drawn[1].tobytes(), page
        before.close()
        after.close()
