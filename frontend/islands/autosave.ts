/**
 * Saves a form while it is typed in. What the server has not yet is kept in this tab and put back after a reload; sign-out erases it, in
 * every tab. Two pages on one draft never write over each other unseen: the server says so, and the person chooses. Where somebody
 * stopped (the name of a field, nothing that was typed) is kept until the form is sent, so that a closed tab opens at that field.
 */
import { csrf } from "./csrf.ts";
import { tellSignedOut, toast } from "./toasts.ts";
import { words } from "./words.ts";

const PREFIX = "bridgework-draft:";
const PLACE = "bridgework-place:";
const SIGNING_OUT = "bridgework-signing-out";
const SIGNED_OUT = "bridgework-signed-out";
let leaving = false;
const BASE = new Set(["pen", "seen_saved"]);
const PAUSE = 900;
const RETRY = 5000;

type Pairs = [string, string][];

/** Erases every copy: when somebody signs out, nothing about a patient stays in the browser. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

function forgetPlaces(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PLACE)) localStorage.removeItem(key);
}

/** Somebody presses "Sign out": this tab forgets at once, the others as soon as it is done. */
export function beginToLeave(): void {
  leaving = true;
  forgetDrafts();
  forgetPlaces();
  localStorage.setItem(SIGNING_OUT, "yes");
}

/** Signed out in one tab, signed out in all: the others forget what was typed in them and show the sign-in page. */
export function startLeaving(): void {
  if (!document.querySelector(".desk") && localStorage.getItem(SIGNING_OUT)) {
    localStorage.removeItem(SIGNING_OUT);
    forgetPlaces();
    localStorage.setItem(SIGNED_OUT, String(Date.now()));
  }
  window.addEventListener("storage", (event) => {
    if (event.key !== SIGNED_OUT || !event.newValue) return;
    leaving = true;
    forgetDrafts();
    if (document.querySelector(".desk")) location.reload();
  });
}

/** "saved 2 s ago". */
export function savedWords(seconds: number): string {
  if (seconds < 2) return words("savedJust");
  return seconds < 60 ? words("savedS", { n: Math.floor(seconds) }) : words("savedMin", { n: Math.floor(seconds / 60) });
}

function pairs(form: HTMLFormElement): Pairs {
  return [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[0] !== "csrfmiddlewaretoken");
}

function putBack(form: HTMLFormElement, kept: Pairs): void {
  const values = new Map<string, string[]>();
  for (const [name, value] of kept) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>("input, select, textarea")) {
    if (!field.name || (field.type === "hidden" && !BASE.has(field.name)) || field.type === "file") continue;
    const given = values.get(field.name);
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) field.checked = given?.includes(field.value) ?? false;
    else if (given) field.value = given.shift() ?? "";
  }
}

/** Whether the words that are kept in this tab are of the person who is signed in now. */
function isOfWriter(form: HTMLFormElement, kept: Pairs): boolean {
  const writer = form.querySelector<HTMLInputElement>("input[name=writer]")?.value;
  return writer === undefined || kept.some(([name, value]) => name === "writer" && value === writer);
}

/** Keeps the name of the field that has the focus, and goes back to it when the page is opened anew. */
function keepPlace(form: HTMLFormElement, key: string): void {
  const kept = localStorage.getItem(key);
  if (kept && !location.hash && !document.querySelector("[data-focus]")) {
    const [name, value] = JSON.parse(kept) as [string, string];
    const found = [...form.querySelectorAll<HTMLInputElement>("input:not([type=hidden]), select, textarea")].filter((field) => field.name === name);
    const field = found.find((one) => one.value === value && (one.type === "radio" || one.type === "checkbox")) ?? found[0];
    if (field) {
      field.scrollIntoView({ block: "center" });
      // On a phone the keyboard would cover half of what was written.
      if (matchMedia("(pointer: fine)").matches) field.focus({ preventScroll: true });
      const near = field.closest<HTMLElement>(".field, .findings > *, section");
      near?.classList.add("left-here");
      setTimeout(() => near?.classList.remove("left-here"), 4000);
    }
  }
  form.addEventListener("focusin", (event) => {
    const field = event.target;
    if (leaving || !(field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) || !field.name) return;
    const choice = field.type === "radio" || field.type === "checkbox";
    localStorage.setItem(key, JSON.stringify([field.name, choice ? field.value : ""]));
  });
}

export function autosave(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const url = form.dataset.autosaveUrl ?? form.action;
  const key = PREFIX + url;
  const notice = document.querySelector<HTMLElement>("[data-overtaken]");
  const sign = form.querySelector<HTMLElement>("[data-saved]") ?? document.querySelector<HTMLElement>("[data-saved]");
  let timer = 0;
  let savedAt = 0;
  let version = 0;
  let savedVersion = 0;
  let sending = false;
  let stopped = false;
  let signedOut = false;

  function say(text: string, failed = false): void {
    if (!sign) return;
    sign.textContent = text;
    sign.classList.toggle("failed", failed);
  }

  function changed(): void {
    if (stopped) return;
    version += 1;
    sessionStorage.setItem(key, JSON.stringify(pairs(form)));
    clearTimeout(timer);
    timer = window.setTimeout(() => { void save(); }, PAUSE);
  }

  async function save(): Promise<void> {
    if (sending || stopped) return;
    sending = true;
    const saving = version;
    say(words("saving"));
    const body = new FormData();
    for (const [name, value] of pairs(form)) body.append(name, value);
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf(), "HX-Request": "true" }, redirect: "manual" });
      signedOut = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
      if (answer.ok) {
        savedAt = Date.now();
        say(savedWords(0));
        savedVersion = saving;
        if (version === saving) sessionStorage.removeItem(key);
        const told = answer.headers.get("HX-Trigger");
        if (told) document.body.dispatchEvent(new Event(told));
      } else if (answer.status === 409) {
        stopped = true;
        say(words("changedElsewhere"), true);
        overtaken(await answer.text());
      } else if (signedOut) {
        say(words("signedOut"), true);
        timer = window.setTimeout(() => { void save(); }, RETRY);
      } else if (answer.status === 422) {
        say((await answer.text()).replace(/<[^>]*>/g, " ").trim() || words("notSaved"), true);
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      say(words(navigator.onLine ? "notSaved" : "offlineKept"), true);
      timer = window.setTimeout(() => { void save(); }, RETRY);
    } finally {
      sending = false;
      if (version !== saving && !stopped) {
        clearTimeout(timer);
        timer = window.setTimeout(() => { void save(); }, PAUSE);
      }
    }
  }

  /** Another page saved this draft: both texts stay, and the person says which one goes on. */
  function overtaken(told: string): void {
    if (!notice || !told.includes("data-keeps-mine")) return;
    notice.innerHTML = told;
    notice.scrollIntoView({ block: "nearest" });
    notice.querySelector<HTMLElement>("[data-keeps-mine]")?.focus();
  }

  /** What has not reached the server goes along when the page is left, as far as the browser lets it. */
  function sendLast(): void {
    if (leaving || stopped || signedOut || version === savedVersion) return;
    const body = new FormData();
    for (const [name, value] of pairs(form)) body.append(name, value);
    void fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf(), "HX-Request": "true" }, redirect: "manual", keepalive: true }).catch(() => undefined);
  }

  notice?.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest<HTMLElement>("[data-keeps-mine], [data-takes-other]");
    if (!pressed) return;
    event.preventDefault();
    if ("takesOther" in pressed.dataset) {
      sessionStorage.removeItem(key);
      location.assign(location.pathname);
      return;
    }
    const seen = form.querySelector<HTMLInputElement>("input[name=seen_saved]");
    if (seen) seen.value = pressed.dataset.keepsMine ?? "";
    notice.replaceChildren();
    stopped = false;
    void save();
  });
  // Where the page is the answer to something sent, a reload asks for it anew: sent again, it would be refused after another sign-in.
  history.replaceState(history.state, "", location.href);
  const kept = sessionStorage.getItem(key);
  if (kept && !isOfWriter(form, JSON.parse(kept) as Pairs)) {
    sessionStorage.removeItem(key);
  } else if (kept) {
    putBack(form, JSON.parse(kept) as Pairs);
    toast({ text: words("broughtBack") });
    form.dispatchEvent(new Event("restored", { bubbles: true }));
    changed();
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("keydown", (event) => {
    // Enter in a field would press the form's first button, and lead away from what is being written. Everything is saved as it is.
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && !["submit", "button", "file"].includes(event.target.type)) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    // Sent now, it would end at the sign-in page, which keeps nothing of a patient in the browser.
    if (signedOut) {
      event.preventDefault();
      tellSignedOut();
      return;
    }
    stopped = true;
    clearTimeout(timer);
    if (form.dataset.keepsPlace !== undefined && event.submitter?.getAttribute("value")?.startsWith("send")) localStorage.removeItem(PLACE + url);
  });
  if (form.dataset.keepsPlace !== undefined) keepPlace(form, PLACE + url);
  // Sent for good: the answer that follows is the server's word that it has everything.
  window.addEventListener("pagehide", () => { if (stopped) sessionStorage.removeItem(key); });
  window.addEventListener("pagehide", sendLast);
  document.addEventListener("visibilitychange", () => { if (document.hidden) sendLast(); });
  window.addEventListener("online", () => { if (version !== savedVersion) void save(); });
  window.addEventListener("beforeunload", (event) => { if (!leaving && !stopped && version !== savedVersion && sign?.classList.contains("failed")) event.preventDefault(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });
  setInterval(() => { if (savedAt && !sending && !sign?.classList.contains("failed")) say(savedWords((Date.now() - savedAt) / 1000)); }, 1000);
}
