/**
 * What somebody is using stays where it is on the screen: where an answer brings a question or a warning that stands further up, the page is
 * scrolled by as much. What comes below may push only what is below.
 */
let used: HTMLElement | null = null;

/** Where the part in use stands on the screen; nothing where it cannot be seen. */
function place(): number | undefined {
  if (!used?.isConnected) return undefined;
  const { top, bottom } = used.getBoundingClientRect();
  return bottom > 0 && top < innerHeight ? top : undefined;
}

function back(before: number | undefined): void {
  const now = before === undefined ? undefined : place();
  if (before !== undefined && now !== undefined && Math.abs(now - before) > 0.5) scrollBy({ top: now - before, behavior: "instant" });
}

/** Does something to the page while the part in use stays. */
export function still(act: () => void): void {
  const before = place();
  act();
  back(before);
}

export function startStillness(): void {
  const use = (event: Event): void => {
    const field = (event.target as Element).closest?.("input, select, textarea, button");
    // The control itself may be unseen: its label, or the line of its question, is what people look at.
    if (field) used = field.closest<HTMLElement>(".finding, .tap, label, .field") ?? (field as HTMLElement);
  };
  for (const name of ["pointerdown", "focusin", "input", "change"]) document.addEventListener(name, use, { capture: true, passive: true });
  let before: number | undefined;
  let pressed = false;
  let missed = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    before = place();
    // Nothing is replaced between press and release: the tap would be lost. The check is asked for again instead.
    if (pressed && (event.target as Element).id === "check") {
      event.preventDefault();
      missed = true;
    }
  });
  document.addEventListener("pointerdown", () => { pressed = true; }, { capture: true, passive: true });
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, () => {
      pressed = false;
      if (missed) setTimeout(() => document.body.dispatchEvent(new Event("answered")));
      missed = false;
    }, { capture: true, passive: true });
  }
  for (const name of ["htmx:afterSwap", "htmx:afterSettle"]) document.addEventListener(name, () => back(before));
}
