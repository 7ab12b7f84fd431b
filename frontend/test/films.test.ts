import assert from "node:assert/strict";
import { test } from "node:test";
import { spacingOf, type FilmFacts, type Picture } from "../islands/films/film.ts";
import { Stack } from "../islands/films/stack.ts";
import { distance, edgesTurned, fit, fromRelative, toFilm, toPane, toRelative, zoomAt } from "../islands/films/view.ts";
import { autoWindow, lookupTable, paintGray } from "../islands/films/window.ts";

const film = { width: 1200, height: 900 };
const pane = { width: 600, height: 600 };

test("a film is fitted whole, also lying on its side", () => {
  assert.equal(fit(film, pane).zoom, 0.5);
  assert.equal(fit(film, { width: 450, height: 1200 }, 1).zoom, 0.5);
});

test("pane and film points lead to each other, in every turn", () => {
  for (const turns of [0, 1, 2, 3]) {
    const view = { zoom: 1.7, x: 31, y: -12, turns };
    const back = toFilm(toPane({ x: 100, y: 700 }, film, pane, view), film, pane, view);
    assert.ok(Math.hypot(back.x - 100, back.y - 700) < 1e-9);
  }
});

test("what is under the pointer stays under it while zooming", () => {
  const view = { zoom: 0.5, x: 10, y: 20, turns: 1 };
  const pointer = { x: 123, y: 456 };
  const before = toFilm(pointer, film, pane, view);
  const after = toFilm(pointer, film, pane, zoomAt(view, 3, pointer, pane));
  assert.ok(Math.hypot(before.x - after.x, before.y - after.y) < 1e-9);
});

test("a measure is in millimeters only where the file tells the size of a pixel; rows first", () => {
  assert.deepEqual(distance({ x: 0, y: 0 }, { x: 30, y: 40 }, null), { value: 50, unit: "px" });
  assert.deepEqual(distance({ x: 0, y: 0 }, { x: 30, y: 0 }, [1, 0.1]), { value: 3, unit: "mm" });
  assert.deepEqual(distance({ x: 0, y: 0 }, { x: 0, y: 30 }, [0.1, 1]), { value: 3, unit: "mm" });
});

test("a window maps its edges to black and white", () => {
  const table = lookupTable(12, { center: 2048, width: 1000 }, false);
  assert.equal(table[1000], 0);
  assert.equal(table[3000], 255);
  assert.ok(Math.abs(table[2048]! - 128) <= 1);
  assert.equal(lookupTable(12, { center: 2048, width: 1000 }, true)[1000], 255);
});

test("a window is found where the file names none", () => {
  const values = new Uint16Array(10_000).map((_, index) => 1000 + (index % 1000));
  const { center, width } = autoWindow(values, 12);
  assert.ok(Math.abs(center - 1500) < 20 && width > 900 && width < 1010);
});

test("2.2 million pixels go through the window in well under a tenth of a second", () => {
  const values = new Uint16Array(2_200_000).fill(1800);
  const out = new Uint8ClampedArray(values.length * 4);
  const table = lookupTable(16, { center: 1800, width: 2600 }, false);
  const start = performance.now();
  paintGray(values, table, out);
  assert.ok(performance.now() - start < 100);
  assert.equal(out[3], 255);
});

test("letters at the edges turn with the film", () => {
  const stored = ["R", "L", "H", "F"];
  assert.deepEqual(edgesTurned(stored, 0), stored);
  // Turned to the right, what was on top is at the right, and what was at the left is on top.
  assert.deepEqual(edgesTurned(stored, 1), ["F", "H", "R", "L"]);
  assert.deepEqual(edgesTurned(stored, 2), ["L", "R", "F", "H"]);
  assert.deepEqual(edgesTurned(stored, 3), ["H", "F", "L", "R"]);
  assert.deepEqual(edgesTurned(stored, 5), edgesTurned(stored, 1));
});

test("a film of another size is shown in the same way", () => {
  const view = zoomAt(fit(film, pane), 3, { x: 100, y: 200 }, pane);
  const small = { width: 300, height: 225 };
  const followed = fromRelative(toRelative(view, film, pane), small, pane, 0);
  const seen = toFilm({ x: 300, y: 300 }, film, pane, view);
  const seenToo = toFilm({ x: 300, y: 300 }, small, pane, followed);
  assert.ok(Math.abs(seen.x / film.width - seenToo.x / small.width) < 1e-9);
  assert.ok(Math.abs(seen.y / film.height - seenToo.y / small.height) < 1e-9);
  const same = fromRelative(toRelative(view, film, pane), film, pane, 0);
  for (const name of ["zoom", "x", "y", "turns"] as const) assert.ok(Math.abs(same[name] - view[name]) < 1e-9);
});

test("a measure on a smaller picture of a film is as long as on the film", () => {
  const facts = { id: "1", label: "", image: "", spacing_mm: 0.1, width: 1000 };
  assert.deepEqual(spacingOf(facts, { width: 500, height: 400 }), [0.2, 0.2]);
  assert.deepEqual(spacingOf(facts, null), [0.1, 0.1]);
});

test("a volume opens in its middle, fetches what lies beside, and asks for no slice twice", async () => {
  const asked: number[] = [];
  const load = async (_: FilmFacts, number: number): Promise<Picture> => {
    asked.push(number);
    if (number === 9) throw new Error("away");
    return { width: 1, height: 1, bits: 8, gray: null, color: null, start: { center: 0, width: 1 }, turnedRound: false };
  };
  const stack = new Stack({ id: "1", label: "", image: "", slices: 100, slices_url: "/s/", spacing_mm: 0.2 }, load);
  assert.equal(stack.number, 50);
  await stack.at(50);
  assert.deepEqual(asked.sort((one, other) => one - other), [47, 48, 49, 50, 51, 52, 53]);
  await stack.at(51);
  assert.equal(asked.length, 8);
  assert.equal(stack.wish(500), true);
  assert.equal(stack.number, 99);
  assert.equal(stack.wish(99), false);
  // One that could not be fetched is asked for again.
  await assert.rejects(stack.at(9));
  await assert.rejects(stack.at(9));
  assert.equal(asked.filter((number) => number === 9).length, 2);
});
