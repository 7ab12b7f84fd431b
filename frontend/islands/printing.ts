/** A page that is printed by its button waits for its films and pictures: what has not been fetched yet would be blank on paper. */
import { showFilms } from "./film-loader.ts";

const LONGEST = 8000; // milliseconds; a page without one of its pictures is better than none

export function startPrinting(): void {
  document.addEventListener("click", async (event) => {
    if (!(event.target as Element).closest("[data-prints]")) return;
    const late = new Promise((done) => setTimeout(done, LONGEST));
    await Promise.race([Promise.all([showFilms(), ...[...document.images].map(fetched)]), late]);
    window.print();
  });
}

async function fetched(image: HTMLImageElement): Promise<void> {
  image.loading = "eager";
  await image.decode().catch(() => undefined); // one that cannot be shown holds nothing up
}
