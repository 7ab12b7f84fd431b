/** A list that is worked by keyboard: j and k move, Enter (or a click) opens the referral beside the list where there is room. */
import { onKey } from "./keys.ts";
import { words } from "./words.ts";

const WIDE = "(min-width: 1100px)";
let list: HTMLElement | null = null;
let peeking = 0;
/** Set while a panel is filled by j and k: the focus then stays in the list. */
let keepsFocus = false;

export function focusStaysInList(): boolean {
  return keepsFocus;
}

function rows(): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(".row:not(.head)") ?? [])];
}

function panel(): HTMLElement | null {
  return document.querySelector<HTMLElement>(list?.dataset.beside ?? "#beside");
}

function isOpen(): boolean {
  return (panel()?.childElementCount ?? 0) > 0;
}

/** Whether the panel holds words that were typed and not sent. */
function holdsTyping(): boolean {
  const fields = panel()?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input[type=text], input:not([type])") ?? [];
  return [...fields].some((field) => field.value !== field.defaultValue);
}

function choose(row: HTMLElement, focus = true): void {
  for (const other of rows()) other.classList.toggle("at", other === row);
  if (focus) row.querySelector<HTMLElement>(".row-link")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function move(by: number): void {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.classList.contains("at"));
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (!next) return;
  choose(next);
  if (!isOpen() || holdsTyping()) return;
  clearTimeout(peeking);
  peeking = window.setTimeout(() => { void open(next, true); }, 140);
}

async function open(row: HTMLElement, staying = false): Promise<boolean> {
  const url = row.querySelector<HTMLElement>("[data-beside-url]")?.dataset.besideUrl;
  const target = panel();
  if (!url || !target || !window.htmx || !matchMedia(WIDE).matches) return false;
  if (holdsTyping() && !confirm(words("unsaved"))) return true;
  choose(row, staying);
  keepsFocus = staying;
  await window.htmx.ajax("GET", url, { target, source: target, swap: "innerHTML" });
  target.scrollTop = 0;
  return true;
}

function closePanel(): void {
  const target = panel();
  if (!target || !isOpen()) return;
  // What was on its way into the panel must not open it again.
  clearTimeout(peeking);
  window.htmx?.trigger(target, "htmx:abort");
  target.replaceChildren();
  rows().find((row) => row.classList.contains("at"))?.querySelector<HTMLElement>(".row-link")?.focus();
}

export function worklist(element: HTMLElement): void {
  list = element;
  element.addEventListener("focusin", (event) => {
    const row = (event.target as Element).closest<HTMLElement>(".row");
    if (row) choose(row, false);
  });
  element.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(".row-link");
    const row = link?.closest<HTMLElement>(".row");
    if (!link || !row || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    if (!link.dataset.besideUrl || !matchMedia(WIDE).matches || !window.htmx || !panel()) return;
    event.preventDefault();
    void open(row);
  });
}

export function startWorklist(): void {
  onKey("j", () => move(1));
  onKey("k", () => move(-1));
  onKey("Enter", () => rows().find((row) => row.classList.contains("at"))?.querySelector<HTMLElement>(".row-link")?.click());
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-closes-beside]")) closePanel();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open], :popover-open") && isOpen()) closePanel();
  });
}
