/** The slices of a volume: which one is shown, and those that were fetched already. */
import { loadSlice, type FilmFacts, type Picture } from "./film.ts";

const KEPT = 80;
const AHEAD = 3;

export class Stack {
  readonly count: number;
  number: number;
  private readonly known = new Map<number, Promise<Picture>>();

  constructor(private readonly film: FilmFacts, private readonly load: (film: FilmFacts, number: number) => Promise<Picture> = loadSlice) {
    this.count = film.slices ?? 1;
    this.number = film.first_slice ?? Math.floor(this.count / 2);
  }

  /** Turns to another slice, the nearest there is; tells whether it is another one. */
  wish(number: number): boolean {
    const wanted = Math.min(Math.max(number, 0), this.count - 1);
    const isOther = wanted !== this.number;
    this.number = wanted;
    return isOther;
  }

  /** A slice; those beside it are fetched with it. */
  async at(number: number): Promise<Picture> {
    const picture = await this.fetched(number);
    for (let near = 1; near <= AHEAD; near += 1) {
      for (const other of [number + near, number - near]) if (other >= 0 && other < this.count) this.fetched(other).catch(() => {});
    }
    return picture;
  }

  private fetched(number: number): Promise<Picture> {
    const before = this.known.get(number);
    if (before) return before;
    const coming = this.load(this.film, number);
    this.known.set(number, coming);
    coming.catch(() => this.known.delete(number));
    // The one that was fetched first goes first.
    while (this.known.size > KEPT) this.known.delete(this.known.keys().next().value!);
    return coming;
  }
}
