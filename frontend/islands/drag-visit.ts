/**
 * A visit on the hour grid is dragged to another time, with a mouse or a pen. Dropping it posts the move; the server decides and answers with
 * an undo. Keys and fingers use the visit's own "Move", which leads to a list of open times.
 */
import { csrf } from "./csrf.ts";
import { HEAD, minutesOf, PER_MINUTE, type Span } from "./hour-scale.ts";
import { clockWords } from "./times.ts";

const STEP = 15;
/** So far a press is a click. */
const SLACK = 6;
/** So near to the edge of the window the page moves along. */
const EDGE = 48;

/** The start that a drop at this minute means: on the steps of the hours it falls into, as open times are; outside of all, on full quarters. */
export function snapped(minute: number, hours: Span[]): number {
  const within = hours.find((each) => minute >= each.start - STEP / 2 && minute < each.end);
  const from = within?.start ?? 0;
  return Math.max(from, from + Math.round((minute - from) / STEP) * STEP);
}

/** 615 as "10:15". */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function told(minute: number): string {
  return clockWords(Math.floor(minute / 60), String(minute % 60).padStart(2, "0"));
}

interface Target {
  list: HTMLElement;
  start: number;
}

export function letDrag(visit: HTMLElement): void {
  visit.classList.add("movable");
  document.querySelector("[data-drag-hint]")?.removeAttribute("hidden");
  visit.addEventListener("dragstart", (event) => event.preventDefault());
  visit.addEventListener("pointerdown", (down) => {
    const on = down.target as HTMLElement;
    if (down.button !== 0 || down.pointerType === "touch" || on.closest("button, form, .visit-acts")) return;
    const grabbed = down.clientY - visit.getBoundingClientRect().top;
    const minutes = minutesOf(visit.dataset.end) - minutesOf(visit.dataset.start);
    const ghost = document.createElement("li");
    let target: Target | null = null;
    let dragging = false;

    const over = (event: PointerEvent): void => {
      if (!dragging && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < SLACK) return;
      if (!dragging) {
        dragging = true;
        visit.classList.add("dragged");
        ghost.className = "drop";
        ghost.setAttribute("aria-hidden", "true");
      }
      event.preventDefault();
      if (event.clientY > innerHeight - EDGE) scrollBy(0, EDGE / 2);
      if (event.clientY < EDGE) scrollBy(0, -EDGE / 2);
      target = targetAt(event, grabbed);
      if (!target) return ghost.remove();
      ghost.style.top = `${HEAD + (target.start - Number(target.list.dataset.first)) * PER_MINUTE}px`;
      ghost.style.height = `${minutes * PER_MINUTE - 2}px`;
      ghost.textContent = `${told(target.start)} – ${told(target.start + minutes)}`;
      if (ghost.parentElement !== target.list) target.list.append(ghost);
    };
    const end = (event: PointerEvent | KeyboardEvent): void => {
      if (event instanceof KeyboardEvent && event.key !== "Escape") return;
      document.removeEventListener("pointermove", over);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      document.removeEventListener("keydown", end);
      if (!dragging) return;
      // The press ends in a click on the link below it, which is not meant.
      document.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
      if (event.type === "pointerup" && target && isElsewhere(visit, target)) return send(visit, target);
      ghost.remove();
      visit.classList.remove("dragged");
    };
    document.addEventListener("pointermove", over);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
    document.addEventListener("keydown", end);
  });
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

function targetAt(event: PointerEvent, grabbed: number): Target | null {
  const list = document.elementsFromPoint(event.clientX, event.clientY).map((each) => each.closest<HTMLElement>(".day-grid")).find(Boolean);
  if (!list) return null;
  const minute = (event.clientY - grabbed - list.getBoundingClientRect().top - HEAD) / PER_MINUTE + Number(list.dataset.first);
  const hours = [...list.querySelectorAll<HTMLElement>(":scope > .works")].map((each) => ({ start: minutesOf(each.dataset.start), end: minutesOf(each.dataset.end) }));
  return { list, start: snapped(minute, hours) };
}

function isElsewhere(visit: HTMLElement, target: Target): boolean {
  return visit.parentElement !== target.list || minutesOf(visit.dataset.start) !== target.start;
}

function send(visit: HTMLElement, { list, start }: Target): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = visit.dataset.move ?? "";
  form.hidden = true;
  const fields: Record<string, string> = {
    csrfmiddlewaretoken: csrf(),
    day: list.dataset.day ?? "",
    at: clockOf(start),
    provider: list.dataset.provider ?? "",
    seen_version: visit.dataset.version ?? "",
    back: visit.dataset.back ?? "",
  };
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
