"""Tells all stories of the made-up network into an empty, migrated database.

Two processes tell them, each the stories of other receiving practices, so that what is booked does not depend on who is faster. Nothing
waits for the disk, because a load that was cut off is thrown away and told again.
"""

import contextlib
import gc
import multiprocessing
import queue
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection, connections, transaction
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from bridgework.demo import past
from bridgework.demo.documents import leave_documents
from bridgework.demo.doubts import leave_doubts
from bridgework.demo.echoes import add_echoes, reserve_numbers
from bridgework.demo.families import leave_families
from bridgework.demo.guest import leave_guest_referral
from bridgework.demo.network import set_up_network
from bridgework.demo.plot import ECHOES, HABITS, Scene, scenes
from bridgework.demo.reaching import leave_words
from bridgework.demo.story import SoFar, Stage, Tale
from bridgework.demo.templates import leave_templates
from bridgework.demo.times import leave_times
from bridgework.demo.triage import leave_triage
from bridgework.demo.who_is_who import tell_mailbox

SEED = 20261121
TELLERS = 2


class Forgetting(InMemoryConnector):
    """The jobs of the past have been done: what is left to do is forgotten at once."""

    def execute_query_all(self, query: str, *, jobs: Any = (), **_: Any) -> list[dict[str, Any]]:
        return [{"id": number} for number, _ in enumerate(jobs, 1)]


class CannotLoad(Exception):
    """The network cannot be told into this database; the message says why."""


def tell_everything(report: Callable[[str], None], now: datetime) -> None:
    """Fills the database that Django is set up for; `report` is told how far it has come. Raises CannotLoad."""
    began = time.monotonic()
    hurry()
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM records_practice)")
        if cursor.fetchone()[0]:
            raise CannotLoad("This database has practices already: the made-up network goes into an empty one only.")
    stage = set_up_network(SEED, now)
    report(f"  {len(stage.desks)} practices with their people, visit types and hours")
    plot, kept = scenes(SEED, now), reserve_numbers(ECHOES)
    for told, _ in enumerate(in_parts(stage, plot), 1):
        if told % 40 == 0 or told == len(plot):
            report(f"  {told} of {len(plot)} referrals, {time.monotonic() - began:.0f} s")
    past.plan_until(now)  # before somebody acts on these referrals today, and makes the steps of the past too late
    leave_documents(stage)
    leave_families(stage)
    leave_doubts(stage)
    leave_templates(stage)
    leave_words(stage)
    leave_guest_referral(stage)
    leave_triage(stage)
    leave_times(stage)
    with transaction.atomic():
        report(f"  {add_echoes(stage, kept)} more of the deep past, {time.monotonic() - began:.0f} s")
    past.settle(now)
    tell_mailbox()
    report(f"  documents and messages; {time.monotonic() - began:.0f} s in all")


def hurry() -> None:
    """This session does not wait for the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


def in_parts(stage: Stage, plot: list[Scene]) -> Iterator[int]:
    """Lets each teller tell its part; yields once for every story that is told."""
    connections.close_all()
    for each in connections.all():
        each.close_pool()  # type: ignore[attr-defined]  # that of PostgreSQL has one
    # Forked, so that nobody loads the program, or draws the films, a second time; no connection and no thread is alive now.
    context = multiprocessing.get_context("fork")
    news: multiprocessing.Queue[int | str | None] = context.Queue()
    tellers = [context.Process(target=tell, args=(stage, part, news), daemon=True) for part in parts_of(plot)]
    for teller in tellers:
        teller.start()
    working = len(tellers)
    while working:
        try:
            heard = news.get(timeout=1)
        except queue.Empty:
            if any(teller.exitcode for teller in tellers):
                raise CannotLoad("One of the processes that load was ended from outside.") from None
            continue
        if isinstance(heard, str):
            raise CannotLoad(heard)
        if heard is None:
            working -= 1
        else:
            yield heard
    for teller in tellers:
        teller.join()
    hurry()


def is_watched() -> bool:
    """Whether the process that started this one still lives: a teller that was left behind would tell into the next load."""
    parent = multiprocessing.parent_process()
    return parent is None or parent.is_alive()


def parts_of(plot: list[Scene]) -> list[list[Scene]]:
    """The stories in parts of about the same size, all of a receiving practice in one."""
    sizes: dict[str, int] = {}
    for scene in plot:
        sizes[scene.recipient] = sizes.get(scene.recipient, 0) + 1
    groups: list[list[str]] = [[] for _ in range(TELLERS)]
    for slug in sorted(sizes, key=lambda slug: (-sizes[slug], slug)):
        min(groups, key=lambda group: sum(sizes[name] for name in group)).append(slug)
    return [[scene for scene in plot if scene.recipient in group] for group in groups]


def tell(stage: Stage, part: list[Scene], news: "multiprocessing.Queue[int | str | None]") -> None:
    """One teller: its stories one after the other, then None; a sentence where one cannot be told."""
    # The same hundred statements, thousands of times: the server plans each once.
    connection.settings_dict["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 3}
    hurry()
    gc.set_threshold(100_000)
    try:
        with app.replace_connector(Forgetting()):
            for scene in part:
                if not is_watched():
                    return
                tale = Tale(stage, scene.number, scene.sender, scene.recipient, scene.start, HABITS[scene.sender], scene.hurry)
                with contextlib.suppress(SoFar):
                    scene.story(tale)
                news.put(scene.number)
        news.put(None)
    except BaseException as problem:
        news.put(f"Story {scene.number} ({scene.story.__name__}) cannot be told: {problem!r}")
        raise
