import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbor, places, readSurfaces, toggled, writeSurfaces } from "../islands/tooth-chart.ts";

const permanent = [places(16), places(16)];
const mixed = [places(16), places(10), places(10), places(16)];

test("places are counted from the midline", () => {
  assert.deepEqual(places(10), [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]);
  assert.equal(places(16)[0], -8);
});

test("arrow keys walk the arches and stop at their ends", () => {
  assert.deepEqual(neighbor(permanent, 0, 0, "ArrowLeft"), [0, 0]);
  assert.deepEqual(neighbor(permanent, 0, 15, "ArrowRight"), [0, 15]);
  assert.deepEqual(neighbor(permanent, 0, 7, "ArrowDown"), [1, 7]);
  assert.deepEqual(neighbor(permanent, 1, 7, "Home"), [1, 0]);
  assert.deepEqual(neighbor(permanent, 1, 7, "End"), [1, 15]);
  assert.deepEqual(neighbor(permanent, 0, 3, "ArrowUp"), [0, 3]);
  assert.deepEqual(neighbor(permanent, 1, 3, "ArrowDown"), [1, 3]);
});

test("in mixed dentition an arrow leads to the tooth in the same place", () => {
  assert.deepEqual(neighbor(mixed, 0, 7, "ArrowDown"), [1, 4]); // 8 to E
  assert.deepEqual(neighbor(mixed, 0, 0, "ArrowDown"), [1, 0]); // 1 to A, the nearest there is
  assert.deepEqual(neighbor(mixed, 0, 15, "ArrowDown"), [1, 9]); // 16 to J
  assert.deepEqual(neighbor(mixed, 2, 9, "ArrowDown"), [3, 12]); // K to 20
  assert.deepEqual(neighbor(mixed, 3, 0, "ArrowUp"), [2, 0]); // 32 to T
});

test("a surface is tapped on and off, in the order of the tooth", () => {
  assert.equal(toggled("MODBL", "", "O"), "O");
  assert.equal(toggled("MODBL", "O", "M"), "MO");
  assert.equal(toggled("MODBL", "MOD", "O"), "MD");
  assert.equal(toggled("MIDFL", "F", "O"), "F");
});

test("surfaces are written as the server reads them, and read back", () => {
  const read = readSurfaces(" 19:MO  8:F ");
  assert.deepEqual([...read], [["19", "MO"], ["8", "F"]]);
  read.set("8", "");
  assert.equal(writeSurfaces(read), "19:MO");
  assert.equal(writeSurfaces(readSurfaces("")), "");
});
