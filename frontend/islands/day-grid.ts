/** Lays a provider's list of visits out on an hour grid: higher is earlier, taller is longer, side by side is at the same time. */

const PER_MINUTE = 1.15;
/** Room above the first hour for its own label. */
const HEAD = 12;

export interface Span {
  start: number;
  end: number;
}

/** For each visit the column it is drawn in and how many columns its group needs. */
export function columns(spans: Span[]): { column: number; of: number }[] {
  const order = spans.map((_, index) => index).sort((a, b) => spans[a]!.start - spans[b]!.start || spans[b]!.end - spans[a]!.end);
  const placed: { column: number; of: number }[] = spans.map(() => ({ column: 0, of: 1 }));
  let group: number[] = [];
  let ends: number[] = [];
  const close = (): void => {
    for (const index of group) placed[index]!.of = ends.length;
    group = [];
    ends = [];
  };
  for (const index of order) {
    const span = spans[index]!;
    if (ends.length && ends.every((end) => end <= span.start)) close();
    const free = ends.findIndex((end) => end <= span.start);
    const column = free < 0 ? ends.length : free;
    ends[column] = span.end;
    placed[index]!.column = column;
    group.push(index);
  }
  close();
  return placed;
}

export function dayGrid(list: HTMLElement): void {
  const from = Number(list.dataset.from ?? 8) * 60;
  const to = Number(list.dataset.to ?? 18) * 60;
  const items = [...list.querySelectorAll<HTMLElement>(":scope > [data-start]")];
  const spans = items.map((item) => ({ start: Number(item.dataset.start), end: Number(item.dataset.start) + Number(item.dataset.minutes ?? 30) }));
  const places = columns(spans);
  list.classList.add("day-grid");
  list.style.height = `${HEAD + (to - from) * PER_MINUTE}px`;
  for (const [index, item] of items.entries()) {
    const { start, end } = spans[index]!;
    const { column, of } = places[index]!;
    item.style.top = `${HEAD + (start - from) * PER_MINUTE}px`;
    item.style.height = `${Math.max((end - start) * PER_MINUTE - 2, 22)}px`;
    item.style.left = `calc(48px + (100% - 54px) * ${column / of})`;
    item.style.width = `calc((100% - 54px) / ${of} - 3px)`;
    item.style.right = "auto";
  }
  for (let minute = from; minute < to; minute += 60) list.prepend(line("hour", HEAD + (minute - from) * PER_MINUTE, `${minute / 60}:00`));
  const now = Number(list.dataset.now ?? NaN);
  if (now >= from && now <= to) list.append(line("now-line", HEAD + (now - from) * PER_MINUTE, ""));
}

function line(name: string, top: number, text: string): HTMLElement {
  const made = document.createElement("li");
  made.className = name;
  made.setAttribute("aria-hidden", "true");
  made.style.top = `${top}px`;
  if (text) {
    const said = document.createElement("span");
    said.textContent = text;
    made.append(said);
  }
  return made;
}
