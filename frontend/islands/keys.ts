/** Single keys. What carries `data-key` is pressed by that key; never while somebody types, and they can be switched off. */

type Act = (event: KeyboardEvent) => void;

const OFF = "bridgework-single-keys-off";
const acts = new Map<string, Act>();
let awaitingPage = false;

/** Gives a key to a script (moving in a list, opening the search). */
export function onKey(key: string, act: Act): void {
  acts.set(key, act);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea, film-viewer *"));
}

function switchedOff(): boolean {
  return localStorage.getItem(OFF) === "yes";
}

/** The element that a key presses: of the current row first, then of the open panel, then of the page. */
function pressedBy(key: string): HTMLElement | null {
  const named = `[data-key="${CSS.escape(key)}"]`;
  const inRow = document.querySelector<HTMLElement>(`.row.at ${named}`);
  if (inRow) return inRow;
  const places = [document.getElementById("beside"), document.getElementById("content"), document.body];
  for (const place of places) {
    const found = [...(place?.querySelectorAll<HTMLElement>(named) ?? [])].find((each) => each.checkVisibility() && !each.closest(".row"));
    if (found) return found;
  }
  return null;
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat && !"jk".includes(event.key)) return;
  if (switchedOff() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (awaitingPage) {
    awaitingPage = false;
    const link = document.querySelectorAll<HTMLAnchorElement>(".side .nav a")[Number(event.key) - 1];
    if (link) {
      event.preventDefault();
      link.click();
      return;
    }
  }
  if (event.key === "g") {
    awaitingPage = true;
    setTimeout(() => { awaitingPage = false; }, 1500);
    return;
  }
  const element = pressedBy(event.key.toLowerCase());
  const act = acts.get(event.key);
  if (!act && !element) return;
  if (event.key === "Enter" && event.target instanceof HTMLElement && event.target.matches("a, button, summary, label")) return;
  event.preventDefault();
  if (act) act(event);
  else element?.click();
}

/** Lists in the dialog what the keys of this very page do. */
function listKeys(dialog: HTMLDialogElement): void {
  const list = dialog.querySelector("[data-keys-here]");
  if (!list) return;
  list.replaceChildren();
  const seen = new Set<string>();
  for (const element of document.querySelectorAll<HTMLElement>(".row.at [data-key], .beside [data-key], .page [data-key]:not(.row [data-key]), .strip [data-key]")) {
    const key = element.dataset.key ?? "";
    if (seen.has(key)) continue;
    seen.add(key);
    const term = document.createElement("dt");
    const shown = document.createElement("kbd");
    shown.textContent = key.toUpperCase();
    term.append(shown);
    const said = document.createElement("dd");
    said.textContent = element.dataset.keyLabel ?? sayings(element);
    list.append(term, said);
  }
}

/** An element's own words without the key that is drawn in it. */
function sayings(element: HTMLElement): string {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const drawn of copy.querySelectorAll("kbd, .unseen, svg")) drawn.remove();
  return copy.textContent?.trim() ?? "";
}

export function startKeys(): void {
  document.addEventListener("keydown", press);
  const dialog = document.getElementById("keys-dialog");
  if (!(dialog instanceof HTMLDialogElement)) return;
  const box = dialog.querySelector<HTMLInputElement>("[data-keys-switch]");
  if (box) {
    box.checked = !switchedOff();
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "yes");
      showHints();
    });
  }
  dialog.addEventListener("toggle", () => { if (dialog.open) listKeys(dialog); });
  onKey("?", () => { listKeys(dialog); dialog.showModal(); });
  onKey("/", () => document.querySelector<HTMLInputElement>("[data-search]")?.focus());
  showHints();
}

function showHints(): void {
  for (const hint of document.querySelectorAll<HTMLElement>("[data-keys-hint]")) hint.hidden = switchedOff();
}
