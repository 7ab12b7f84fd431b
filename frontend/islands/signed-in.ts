/**
 * A form that would go out after the session is over stays where it is, with what was typed: the server is asked first, where the page has
 * heard nothing of it for a while. Who signed in again in another tab sends on: the form gets the token of the new session.
 */
import { toast } from "./toasts.ts";
import { words } from "./words.ts";

const SURE_FOR = 5 * 60_000;

/** Whether the page may be sure, this long after it last heard of the session (milliseconds). */
export function isSure(heard: number, now: number): boolean {
  return now - heard < SURE_FOR;
}

/** Asks for the page once more: "out" where that leads to signing in, "away" without a connection. */
async function ask(): Promise<"in" | "out" | "away"> {
  try {
    const answer = await fetch(location.href, { redirect: "manual", headers: { "X-Background": "1" } });
    if (answer.type === "opaqueredirect") return "out";
    const token = new DOMParser().parseFromString(await answer.text(), "text/html").body.dataset.csrf;
    if (token) {
      document.body.dataset.csrf = token;
      for (const field of document.querySelectorAll<HTMLInputElement>("input[name=csrfmiddlewaretoken]")) field.value = token;
    }
    return "in";
  } catch {
    return "away";
  }
}

/** What a page says once its session is over: what is typed in it stays. */
export function tellSignedOutHere(): void {
  toast({ text: words("signedOutHere"), level: "error", link: { url: "/", label: words("signIn") } });
}

/** Whether a longer text was typed that the server has not. */
export function isTyped(): boolean {
  return [...document.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
}

export function startSignedIn(): void {
  let heard = Date.now();
  let asking = false;
  document.addEventListener("htmx:afterRequest", (event) => {
    if ((event as CustomEvent<{ successful?: boolean; xhr?: XMLHttpRequest }>).detail.successful) heard = Date.now();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const sendsItself = form.hasAttribute("hx-post") || "forgets" in form.dataset || form.matches("[data-island~='autosave']");
    if (form.method !== "post" || sendsItself || !document.querySelector(".desk") || isSure(heard, Date.now())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (asking) return;
    asking = true;
    const pressed = event.submitter;
    void ask().then((found) => {
      asking = false;
      if (found === "in") {
        heard = Date.now();
        form.requestSubmit(pressed);
      } else if (found === "away") toast({ text: words("offline"), level: "error" });
      else tellSignedOutHere();
    });
  }, { capture: true });
}
