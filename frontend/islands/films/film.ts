/** A film as the page describes it, and its pixels once they are here. */
import { autoWindow, type Window } from "./window.ts";
import type { Size, Spacing } from "./view.ts";

export interface FilmFacts {
  id: string;
  label: string;
  kind?: string | null;
  image: string;
  pixels?: string | null;
  width?: number | null;
  height?: number | null;
  bits?: number | null;
  window_center?: number | null;
  window_width?: number | null;
  photometric?: string | null;
  spacing_mm?: number | [number, number] | null;
  media?: string | null;
  /** Quarter turns to the right in which somebody wants it shown. */
  turns?: number | null;
  /** How many pictures there are to scroll through, and the address that their number is written behind. */
  slices?: number | null;
  slices_url?: string | null;
  /** The one to open it at, counted from 0; without it the middle. */
  first_slice?: number | null;
  /** What lies at the left, right, upper and lower edge: R, L, A, P, H or F of the patient. */
  edges?: [string, string, string, string] | null;
  /** The side of the mouth it shows. */
  side?: string | null;
}

/** Decoded pixels: gray values, or color as the browser decoded it. */
export interface Picture extends Size {
  bits: number;
  gray: Uint16Array | Uint8Array | null;
  color: Uint8ClampedArray | null;
  start: Window;
  /** MONOCHROME1: the file itself says that its low values are white. */
  turnedRound: boolean;
}

export function isDocument(film: FilmFacts): boolean {
  return film.media === "pdf";
}

/** Millimeters between the pixels of the picture that is shown, which may be smaller than the film itself. */
export function spacingOf(film: FilmFacts, picture?: Size | null): Spacing | null {
  const given = film.spacing_mm;
  if (!given) return null;
  const times = picture && film.width ? film.width / picture.width : 1;
  const [rows, columns] = Array.isArray(given) ? given : [given, given];
  return [rows * times, columns * times];
}

/** A slice of a volume, or a page of a scan, counted from 0. */
export async function loadSlice(film: FilmFacts, number: number): Promise<Picture> {
  return fromImage(`${film.slices_url ?? ""}${number}`);
}

/** Fetches and decodes a film; the raw gray values where the server has them, else the picture. */
export async function loadFilm(film: FilmFacts): Promise<Picture> {
  if (film.pixels && film.width && film.height) {
    const answer = await fetch(film.pixels, { credentials: "same-origin" });
    if (answer.ok) return fromPixels(film, await unpacked(await answer.arrayBuffer()), { width: film.width, height: film.height });
  }
  return fromImage(film.image);
}

/** Some servers send gzip as the content itself rather than as its encoding. */
async function unpacked(buffer: ArrayBuffer): Promise<ArrayBuffer> {
  const [first, second] = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
  if (first !== 0x1f || second !== 0x8b) return buffer;
  return new Response(new Blob([buffer]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

function fromPixels(film: FilmFacts, buffer: ArrayBuffer, size: Size): Picture {
  const gray = new Uint16Array(buffer, 0, size.width * size.height);
  const bits = Math.min(Math.max(film.bits ?? 16, 8), 16);
  const given = film.window_center != null && film.window_width ? { center: film.window_center, width: film.window_width } : null;
  return { ...size, bits, gray, color: null, start: given ?? autoWindow(gray, bits, 7), turnedRound: film.photometric === "MONOCHROME1" };
}

async function fromImage(url: string): Promise<Picture> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const size = { width: canvas.width, height: canvas.height };
  const start = { center: 128, width: 256 };
  if (!isGray(data)) return { ...size, bits: 8, gray: null, color: data, start, turnedRound: false };
  const gray = new Uint8Array(size.width * size.height);
  for (let index = 0; index < gray.length; index += 1) gray[index] = data[index * 4]!;
  return { ...size, bits: 8, gray, color: null, start, turnedRound: false };
}

/** Looks at some thousand places, which is enough to tell a photo from a film. */
function isGray(data: Uint8ClampedArray): boolean {
  const step = Math.max(4, Math.floor(data.length / 4 / 4000) * 4);
  for (let index = 0; index < data.length; index += step) {
    if (Math.abs(data[index]! - data[index + 1]!) > 6 || Math.abs(data[index]! - data[index + 2]!) > 6) return false;
  }
  return true;
}
