/** Where a film lies in its pane: zoom, shift and quarter turns, and the way between points of the film and of the screen. */

export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** `zoom` is screen pixels for a film pixel; `x`, `y` is how far the film's middle is from the pane's middle; `turns` are quarter turns to the right. */
export interface View {
  zoom: number;
  x: number;
  y: number;
  turns: number;
}

const SMALLEST = 0.02;
const LARGEST = 40;

/** The film whole in its pane and upright as turned. */
export function fit(film: Size, pane: Size, turns = 0): View {
  const lies = turns % 2 === 1;
  const zoom = Math.min(pane.width / (lies ? film.height : film.width), pane.height / (lies ? film.width : film.height));
  return { zoom: Math.max(zoom, SMALLEST), x: 0, y: 0, turns };
}

/** A point of the film as a point of the pane. */
export function toPane(point: Point, film: Size, pane: Size, view: View): Point {
  const turned = turn({ x: point.x - film.width / 2, y: point.y - film.height / 2 }, view.turns);
  return { x: turned.x * view.zoom + view.x + pane.width / 2, y: turned.y * view.zoom + view.y + pane.height / 2 };
}

/** A point of the pane as a point of the film. */
export function toFilm(point: Point, film: Size, pane: Size, view: View): Point {
  const back = turn({ x: (point.x - pane.width / 2 - view.x) / view.zoom, y: (point.y - pane.height / 2 - view.y) / view.zoom }, -view.turns);
  return { x: back.x + film.width / 2, y: back.y + film.height / 2 };
}

/** Zooms so that the point of the film under `at` (measured from the pane's corner) stays under it. */
export function zoomAt(view: View, factor: number, at: Point, pane: Size): View {
  const zoom = Math.min(Math.max(view.zoom * factor, SMALLEST), LARGEST);
  const real = zoom / view.zoom;
  const from = { x: at.x - pane.width / 2, y: at.y - pane.height / 2 };
  return { ...view, zoom, x: from.x - (from.x - view.x) * real, y: from.y - (from.y - view.y) * real };
}

/** A view without the sizes of film and pane, so that another pane can show its own film in the same way. */
export interface Relative {
  /** How much larger than fitted. */
  zoom: number;
  /** Shift, as parts of the film's width and height on the screen. */
  x: number;
  y: number;
}

export function toRelative(view: View, film: Size, pane: Size): Relative {
  return { zoom: view.zoom / fit(film, pane, view.turns).zoom, x: view.x / (film.width * view.zoom), y: view.y / (film.height * view.zoom) };
}

export function fromRelative({ zoom, x, y }: Relative, film: Size, pane: Size, turns: number): View {
  const own = Math.min(Math.max(fit(film, pane, turns).zoom * zoom, SMALLEST), LARGEST);
  return { zoom: own, x: x * film.width * own, y: y * film.height * own, turns };
}

/** What lies at the left, right, upper and lower edge of the screen once a film is turned; `edges` in the same order as it is stored. */
export function edgesTurned([left, right, upper, lower]: readonly string[], turns: number): string[] {
  const ring = [left!, upper!, right!, lower!];
  const at = (place: number): string => ring[(place - (turns % 4) + 4) % 4]!;
  return [at(0), at(2), at(1), at(3)];
}

function turn({ x, y }: Point, turns: number): Point {
  switch (((turns % 4) + 4) % 4) {
    case 1: return { x: -y, y: x };
    case 2: return { x: -x, y: -y };
    case 3: return { x: y, y: -x };
    default: return { x, y };
  }
}

/** `spacing` is millimeters between rows and between columns, as DICOM orders them. */
export type Spacing = [number, number];

/** A distance on the film: in millimeters where the file says how large a pixel is, else in pixels. */
export function distance(from: Point, to: Point, spacing: Spacing | null): { value: number; unit: "mm" | "px" } {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return spacing ? { value: Math.hypot(dx * spacing[1], dy * spacing[0]), unit: "mm" } : { value: Math.hypot(dx, dy), unit: "px" };
}
