/** Saves a form while it is typed in. What the server has not yet is kept in this tab and put back after a reload; sign-out erases it. */
import { csrf } from "./csrf.ts";
import { toast } from "./toasts.ts";
import { words } from "./words.ts";

const PREFIX = "bridgework-draft:";
const PAUSE = 900;
const RETRY = 5000;

type Pairs = [string, string][];

/** Erases every copy: when somebody signs out, nothing about a patient stays in the browser. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
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
    if (!field.name || field.type === "hidden" || field.type === "file") continue;
    const given = values.get(field.name);
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) field.checked = given?.includes(field.value) ?? false;
    else if (given) field.value = given.shift() ?? "";
  }
}

export function autosave(element: HTMLElement): void {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const url = form.dataset.autosaveUrl ?? form.action;
  const key = PREFIX + url;
  const sign = form.querySelector<HTMLElement>("[data-saved]") ?? document.querySelector<HTMLElement>("[data-saved]");
  let timer = 0;
  let savedAt = 0;
  let version = 0;
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
        if (version === saving) sessionStorage.removeItem(key);
      } else if (answer.status === 409) {
        stopped = true;
        say(words("changedElsewhere"), true);
      } else if (signedOut) {
        say(words("signedOut"), true);
        timer = window.setTimeout(() => { void save(); }, RETRY);
      } else if (answer.status === 422) {
        say((await answer.text()).replace(/<[^>]*>/g, " ").trim() || words("notSaved"), true);
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      say(words("notSaved"), true);
      timer = window.setTimeout(() => { void save(); }, RETRY);
    } finally {
      sending = false;
      if (version !== saving && !stopped) {
        clearTimeout(timer);
        timer = window.setTimeout(() => { void save(); }, PAUSE);
      }
    }
  }

  const kept = sessionStorage.getItem(key);
  if (kept) {
    putBack(form, JSON.parse(kept) as Pairs);
    toast({ text: words("broughtBack") });
    form.dispatchEvent(new Event("restored", { bubbles: true }));
    changed();
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    // Sent now, it would end at the sign-in page, which keeps nothing of a patient in the browser.
    if (signedOut) {
      event.preventDefault();
      toast({ text: words("signedOut"), level: "error" });
      return;
    }
    stopped = true;
    clearTimeout(timer);
  });
  // Sent for good: the answer that follows is the server's word that it has everything.
  window.addEventListener("pagehide", () => { if (stopped) sessionStorage.removeItem(key); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });
  setInterval(() => { if (savedAt && !sending && !sign?.classList.contains("failed")) say(savedWords((Date.now() - savedAt) / 1000)); }, 1000);
}
