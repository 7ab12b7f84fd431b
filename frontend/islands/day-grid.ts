/** Lays a clinician's list of visits out on an hour grid: higher is earlier, taller is longer, side by side is at the same time. */
import { letDrag } from "./drag-visit.ts";
import { HEAD, minutesOf, PER_MINUTE, type Span } from "./hour-scale.ts";
import { hourWords } from "./times.ts";

const WIDE = "(min-width: 761px)";
const USUAL = { start: 8 * 60, end: 17 * 60 };

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

function spanOf(item: HTMLElement): Span {
  const start = minutesOf(item.dataset.start);
  return { start, end: Math.max(minutesOf(item.dataset.end), start + 10) };
}

/** Whole hours that hold everything of all columns beside each other, so that they line up. Closed days do not stretch it. */
function hoursOf(list: HTMLElement): Span {
  const holder = list.closest(".days") ?? list;
  const spans = [...holder.querySelectorAll<HTMLElement>("[data-start]:not(.behind)")].map(spanOf);
  return {
    start: Math.floor(Math.min(USUAL.start, ...spans.map((span) => span.start)) / 60) * 60,
    end: Math.ceil(Math.max(USUAL.end, ...spans.map((span) => span.end)) / 60) * 60,
  };
}

export function dayGrid(list: HTMLElement): void {
  if (!matchMedia(WIDE).matches) return;
  const hours = hoursOf(list);
  const top = (minute: number): number => HEAD + (minute - hours.start) * PER_MINUTE;
  list.classList.add("day-grid");
  list.style.height = `${top(hours.end) + HEAD}px`;
  list.dataset.first = String(hours.start);

  const place = (item: HTMLElement, span: Span): void => {
    const start = Math.max(span.start, hours.start);
    item.style.top = `${top(start)}px`;
    item.style.height = `${Math.max((Math.min(span.end, hours.end) - start) * PER_MINUTE - 2, 24)}px`;
  };
  for (const behind of list.querySelectorAll<HTMLElement>(":scope > .works, :scope > .behind:not([data-busy])")) place(behind, spanOf(behind));

  // What the practice's own calendar says stands beside a visit at the same time: drawn over each other, neither can be read.
  const visits = [...list.querySelectorAll<HTMLElement>(":scope > [data-start]:not(.works, .behind), :scope > [data-busy]")];
  const spans = visits.map(spanOf);
  const places = columns(spans);
  for (const [index, visit] of visits.entries()) {
    if (visit.dataset.move) letDrag(visit);
    const { column, of } = places[index]!;
    place(visit, spans[index]!);
    visit.style.left = `calc(50px + (100% - 58px) * ${column / of})`;
    visit.style.width = `calc((100% - 58px) / ${of} - 3px)`;
    visit.style.right = "auto";
  }
  for (let minute = hours.start; minute <= hours.end; minute += 60) list.append(line("hour", top(minute), hourWords(minute / 60)));
  const now = list.dataset.now ? minutesOf(list.dataset.now) : -1;
  if (now >= hours.start && now <= hours.end) list.append(line("now-line", top(now), ""));
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
