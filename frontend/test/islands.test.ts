import assert from "node:assert/strict";
import { test } from "node:test";
import { savedWords } from "../islands/autosave.ts";
import { columns } from "../islands/day-grid.ts";
import { clockOf, snapped } from "../islands/drag-visit.ts";
import { minutesOf } from "../islands/hour-scale.ts";
import { matches } from "../islands/palette.ts";
import { dueWords, leftWords } from "../islands/times.ts";
import { sizeWords } from "../islands/uploads/line.ts";
import { isSure } from "../islands/signed-in.ts";
import { levelOf, listed } from "../islands/triage.ts";

const now = new Date("2026-11-21T14:14:00Z"); // Saturday 9:14 in New York
const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

test("due times read as people say them, in the viewer's zone", () => {
  const said = (minutes: number): string => dueWords(at(minutes), now, "America/New_York").replace("\u00a0", " ");
  assert.equal(said(12), "in 12 min");
  assert.equal(said(130), "in 2 h");
  assert.equal(said(436), "today 4:30 PM");
  assert.equal(said(24 * 60), "tomorrow 9:14 AM");
  assert.equal(said(3 * 24 * 60), "Tue 9:14 AM");
  assert.equal(said(10 * 24 * 60), "Dec 1");
  assert.equal(said(60 * 24 * 60), "Jan 20, 2027");
  assert.equal(said(0), "due now");
  assert.equal(said(-40), "40 min late");
  assert.equal(said(-130), "2 h late");
  assert.equal(said(-26 * 60), "1 day late");
  assert.equal(said(-80 * 60), "3 days late");
});

test("the same moment is another day in another zone", () => {
  const late = new Date("2026-11-22T05:30:00Z");
  assert.equal(dueWords(late, now, "America/New_York"), "tomorrow 12:30\u00a0AM");
  assert.equal(dueWords(late, now, "America/Los_Angeles"), "today 9:30\u00a0PM");
});

test("a hold counts seconds at the end and then is over", () => {
  assert.equal(leftWords(at(15), now), "15 min left");
  assert.equal(leftWords(at(1), now), "60 s left");
  assert.equal(leftWords(at(0), now), null);
  assert.equal(leftWords(at(600), now), undefined);
});

test("saved, and how long ago", () => {
  assert.equal(savedWords(0.4), "saved just now");
  assert.equal(savedWords(41.9), "saved 41 s ago");
  assert.equal(savedWords(125), "saved 2 min ago");
});

test("a page that was heard of within five minutes needs not ask whether somebody is signed in", () => {
  assert.equal(isSure(at(-4).getTime(), now.getTime()), true);
  assert.equal(isSure(at(-6).getTime(), now.getTime()), false);
});

test("visits at the same time stand side by side, others have the whole width", () => {
  const spans = [{ start: 540, end: 600 }, { start: 570, end: 630 }, { start: 600, end: 640 }, { start: 700, end: 730 }];
  assert.deepEqual(columns(spans), [{ column: 0, of: 2 }, { column: 1, of: 2 }, { column: 0, of: 2 }, { column: 0, of: 1 }]);
});

test("a time of day in minutes", () => {
  assert.equal(minutesOf("10:15"), 615);
  assert.equal(minutesOf("24:00"), 1440);
  assert.equal(minutesOf(undefined), 0);
});

test("the palette finds beginnings of words, without accents", () => {
  assert.ok(matches("Marisol Quintero, 34", "qui mar"));
  assert.ok(matches("José Núñez", "nunez"));
  assert.ok(!matches("Marisol Quintero", "sol"));
});

test("sizes", () => {
  assert.equal(sizeWords(900), "900 B");
  assert.equal(sizeWords(2_500_000), "2.4 MB");
});

test("difficulty is counted as in the form of 2022", () => {
  assert.equal(levelOf([]), "");
  assert.equal(levelOf(["low", "low"]), "low");
  assert.equal(levelOf(["moderate", "moderate", "low"]), "moderate");
  assert.equal(levelOf(["moderate", "moderate", "moderate"]), "high");
  assert.equal(levelOf(["low", "high"]), "high");
});

test("records are listed as a person says them", () => {
  assert.equal(listed([]), "");
  assert.equal(listed(["photo"]), "photo");
  assert.equal(listed(["photo", "letter", "film"]), "photo, letter and film");
});

test("a dropped visit begins where open times begin", () => {
  const hours = [{ start: 8 * 60 + 10, end: 12 * 60 }, { start: 13 * 60, end: 17 * 60 }];
  assert.equal(snapped(8 * 60 + 20, hours), 8 * 60 + 25);
  assert.equal(snapped(8 * 60 + 4, hours), 8 * 60 + 10);
  assert.equal(snapped(13 * 60 + 52, hours), 13 * 60 + 45);
  assert.equal(snapped(18 * 60 + 8, hours), 18 * 60 + 15);
  assert.equal(clockOf(615), "10:15");
});
