/** After a swap the focus goes where reading goes on, and is never lost with what was replaced. */
import { isTyped, tellSignedOutHere } from "./signed-in.ts";
import { tellSignedOut } from "./toasts.ts";
import { focusStaysInList } from "./worklist.ts";

/**
 * An answer that turned out to be the sign-in page is not put into a corner of this page: the whole page goes there, and comes back.
 * Where somebody is typing it stays, since leaving would lose what the server has not yet.
 */
function followSignIn(event: Event): void {
  const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean }>).detail;
  const answered = detail.xhr.responseURL ? new URL(detail.xhr.responseURL).pathname : "";
  if (!answered.startsWith("/account/") || location.pathname.startsWith("/account/")) return;
  detail.shouldSwap = false;
  if (document.querySelector("form[data-island~='autosave']")) tellSignedOut();
  else if (isTyped()) tellSignedOutHere();
  else location.reload();
}

export function startFocus(): void {
  document.addEventListener("htmx:beforeSwap", followSignIn);
  document.addEventListener("htmx:afterSettle", (event) => {
    const { target } = (event as CustomEvent<{ target?: Element }>).detail;
    if (!(target instanceof HTMLElement)) return;
    const place = target.isConnected ? target : document.getElementById(target.id);
    const named = place?.querySelector<HTMLElement>("[data-focus]");
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (place?.classList.contains("beside") && focusStaysInList()) return;
    if (named) {
      named.focus({ preventScroll: place?.classList.contains("beside") ?? false });
      return;
    }
    if (!isLost || !place) return;
    const heading = place.querySelector<HTMLElement>("h1, h2, h3") ?? place;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  });
}
