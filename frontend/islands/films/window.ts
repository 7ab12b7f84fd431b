/** Window and level: from the gray values of a film to the 256 grays of a screen, by a table with one entry per gray value. */

export interface Window {
  center: number;
  width: number;
}

/**
 * The table for a window. Linear as in DICOM PS3.3 C.11.2.1.2.1: values below the window are black, above it white.
 * `bits` is how many bits a gray value has (8 to 16); `inverted` turns black and white round.
 */
export function lookupTable(bits: number, { center, width }: Window, inverted: boolean): Uint8ClampedArray {
  const table = new Uint8ClampedArray(1 << bits);
  const span = Math.max(width, 1);
  for (let value = 0; value < table.length; value += 1) {
    const gray = span === 1 ? (value < center ? 0 : 255) : ((value - (center - 0.5)) / (span - 1) + 0.5) * 255;
    table[value] = inverted ? 255 - gray : gray;
  }
  return table;
}

/** The window that holds all but the darkest and brightest half percent of the values: a fair start where the file names none. */
export function autoWindow(values: ArrayLike<number>, bits: number, step = 1): Window {
  const counts = new Uint32Array(1 << bits);
  let total = 0;
  for (let index = 0; index < values.length; index += step) {
    const value = values[index]!;
    if (value >= counts.length) continue;
    counts[value]! += 1;
    total += 1;
  }
  const cut = total * 0.005;
  const edge = (from: number, by: number): number => {
    let seen = 0;
    let value = from;
    while (value > 0 && value < counts.length - 1) {
      seen += counts[value]!;
      if (seen > cut) break;
      value += by;
    }
    return value;
  };
  const low = edge(1, 1);
  const high = edge(counts.length - 2, -1);
  if (high <= low) return { center: counts.length / 2, width: counts.length };
  return { center: (low + high) / 2, width: high - low + 1 };
}

/** Paints gray values through a table into pixels of the screen, four bytes each. */
export function paintGray(values: ArrayLike<number>, table: Uint8ClampedArray, out: Uint8ClampedArray): void {
  const pixels = new Uint32Array(table.length);
  for (let value = 0; value < table.length; value += 1) pixels[value] = 0xff000000 | (table[value]! * 0x010101);
  const words = new Uint32Array(out.buffer);
  const top = table.length - 1;
  for (let index = 0; index < words.length; index += 1) {
    const value = values[index]!;
    words[index] = pixels[value > top ? top : value]!;
  }
}

/** The same for a picture in color: every channel goes through the table. */
export function paintColor(source: Uint8ClampedArray, table: Uint8ClampedArray, out: Uint8ClampedArray): void {
  for (let index = 0; index < source.length; index += 4) {
    out[index] = table[source[index]!]!;
    out[index + 1] = table[source[index + 1]!]!;
    out[index + 2] = table[source[index + 2]!]!;
    out[index + 3] = 255;
  }
}
