/** Which side of the patient is where: letters at the edges of the pane, so that right is never taken for left. */
import type { FilmFacts } from "./film.ts";
import { edgesTurned, type Size } from "./view.ts";

const INK = "#ffe08a";

export function drawEdges(context: CanvasRenderingContext2D, film: FilmFacts, turns: number, { width, height }: Size): void {
  context.font = "700 16px system-ui, sans-serif";
  context.textBaseline = "middle";
  context.textAlign = "center";
  if (film.edges) {
    const [left, right, upper, lower] = edgesTurned(film.edges, turns);
    letter(context, left!, 16, height / 2);
    letter(context, right!, width - 16, height / 2);
    letter(context, upper!, width / 2, 16);
    // Above the slider of a volume
    letter(context, lower!, width / 2, height - (film.slices ? 52 : 16));
  } else if (film.side) {
    letter(context, film.side, 18, 18);
  }
  context.textAlign = "start";
  context.textBaseline = "alphabetic";
}

function letter(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  context.fillStyle = "rgb(0 0 0 / 65%)";
  context.beginPath();
  context.arc(x, y, 12, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = INK;
  context.fillText(text, x, y + 1);
}
