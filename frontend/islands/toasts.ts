/** Toasts: short words at the bottom that go by themselves; with an undo they stay longer. */
import { csrf } from "./csrf.ts";
import { words } from "./words.ts";

interface Toast {
  text: string;
  undo?: string;
  /** A page to open in another tab, so that nothing is lost in this one. */
  link?: { url: string; label: string };
  level?: "success" | "error" | "info";
  /** "bad" is another word for the level "error". */
  kind?: string;
}

const STAYS = 6000;
const STAYS_WITH_UNDO = 12_000;

function shelf(): HTMLElement | null {
  return document.getElementById("toasts");
}

/** Lets a toast go after its time, unless it is an error or somebody is on it. */
function tend(item: HTMLElement): void {
  if (item.dataset.tended) return;
  item.dataset.tended = "yes";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button quiet small square";
  close.setAttribute("aria-label", shelf()?.dataset.closeLabel ?? "Close");
  close.textContent = "×";
  close.addEventListener("click", () => item.remove());
  item.append(close);
  if (item.classList.contains("error")) return;
  let timer = 0;
  const run = (): void => { timer = window.setTimeout(() => item.remove(), item.querySelector("form") ? STAYS_WITH_UNDO : STAYS); };
  const hold = (): void => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) item.addEventListener(name, hold);
  for (const name of ["pointerleave", "focusout"]) item.addEventListener(name, run);
  run();
}

export function toast({ text, undo, link, kind, level = kind === "bad" ? "error" : "success" }: Toast): void {
  const item = document.createElement("div");
  item.className = `toast ${level}`;
  const said = document.createElement("span");
  said.textContent = text;
  item.append(said);
  if (undo) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = undo;
    const token = document.createElement("input");
    token.type = "hidden";
    token.name = "csrfmiddlewaretoken";
    token.value = csrf();
    const button = document.createElement("button");
    button.className = "button";
    button.textContent = shelf()?.dataset.undoLabel ?? "Undo";
    form.append(token, button);
    item.append(form);
  }
  if (link) {
    const way = document.createElement("a");
    way.className = "button";
    way.href = link.url;
    way.target = "_blank";
    way.rel = "noopener";
    way.textContent = link.label;
    item.append(way);
  }
  shelf()?.append(item);
  tend(item);
}

/** What a form that is saved by itself says once its session is over: the way to sign in leaves this tab, and what is typed in it, alone. */
export function tellSignedOut(): void {
  if (shelf()?.querySelector(".toast a[target]")) return;
  toast({ text: words("signedOut"), level: "error", link: { url: "/", label: words("signIn") } });
}

export function startToasts(): void {
  const list = shelf();
  if (!list) return;
  const tendAll = (): void => { for (const item of list.querySelectorAll<HTMLElement>(".toast")) tend(item); };
  tendAll();
  new MutationObserver(tendAll).observe(list, { childList: true });
  document.addEventListener("toast", (event) => toast((event as CustomEvent<Toast>).detail));
  document.addEventListener("htmx:sendError", () => toast({ text: words("offline"), level: "error" }));
  document.addEventListener("htmx:responseError", (event) => {
    // A refusal says itself what happened.
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    if (!xhr.getResponseHeader("HX-Trigger")?.includes("toast")) toast({ text: words("broken"), level: "error" });
  });
}
