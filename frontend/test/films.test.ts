import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, fit, toFilm, toPane, zoomAt } from "../islands/films/view.ts";
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
