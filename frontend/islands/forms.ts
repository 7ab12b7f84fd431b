/** What all forms share: sent once only, a word before typed text is left behind, dialogs that open and close. */
import { beginToLeave } from "./autosave.ts";
import { words } from "./words.ts";

function release(form: HTMLFormElement): void {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll<HTMLButtonElement>("button.busy, button[data-held]")) {
    button.classList.remove("busy");
    button.disabled = false;
    delete button.dataset.held;
  }
}

/** A form with `data-once` goes out once, however often its button is pressed. */
export function startOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if ("forgets" in form.dataset) beginToLeave();
    if (!("once" in form.dataset) || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sent = "yes";
    form.removeAttribute("data-changed");
    const pressed = event.submitter;
    // Disabled only after the browser has read the pressed button's name and value.
    setTimeout(() => {
      for (const button of form.querySelectorAll<HTMLButtonElement>("button:not([type=button])")) {
        button.disabled = true;
        button.dataset.held = "yes";
      }
      if (pressed instanceof HTMLElement) pressed.classList.add("busy");
    });
  }, { capture: false });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = (event.target as Element).closest?.("form");
    if (form) release(form);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) release(form);
  });
}

/** `data-warns` on a form: leaving with typed words asks first. */
export function startWarnings(): void {
  document.addEventListener("input", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-warns]");
    if (form) form.dataset.changed = "yes";
  });
  document.addEventListener("submit", (event) => delete (event.target as HTMLElement).dataset.changed);
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-warns][data-changed]")) event.preventDefault();
  });
}

/** `data-opens="id"` opens that dialog, `data-closes` closes the one it is in; a press on the veil closes too. */
export function startDialogs(): void {
  document.addEventListener("click", (event) => {
    const element = event.target as Element;
    const opener = element.closest<HTMLElement>("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens ?? "");
      if (dialog instanceof HTMLDialogElement) {
        event.preventDefault();
        opener.closest<HTMLElement>("[popover]")?.hidePopover();
        dialog.showModal();
        dialog.querySelector<HTMLElement>("[autofocus], .dialog-body :is(input:not([type=hidden]), select, textarea)")?.focus();
      }
      return;
    }
    if (element.closest("[data-closes]")) element.closest("dialog")?.close();
    else if (element instanceof HTMLDialogElement && outside(element, event)) element.close();
  });
}

function outside(dialog: HTMLDialogElement, event: MouseEvent): boolean {
  if (event.clientX === 0 && event.clientY === 0) return false;
  const box = dialog.getBoundingClientRect();
  const isOut = event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
  const typed = [...dialog.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input:not([type=hidden]), textarea")].some((field) => field.value !== field.defaultValue);
  return isOut && !typed;
}

/** A page that comes back with something to mend begins there: keyboard and screen reader are at what it says. */
export function startMending(): void {
  document.querySelector<HTMLElement>("main [role=alert][data-focus]")?.focus();
}

/** A press that copies. */
export function startPresses(): void {
  document.addEventListener("click", async (event) => {
    const element = (event.target as Element).closest<HTMLElement>("[data-copies]");
    if (!element) return;
    await navigator.clipboard.writeText(element.dataset.copies ?? "");
    const before = element.textContent;
    element.textContent = words("copied");
    setTimeout(() => { element.textContent = before; }, 1600);
  });
}
