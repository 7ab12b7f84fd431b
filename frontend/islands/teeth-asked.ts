/**
 * A tooth that is typed is read by the server at once: what is sure lights up on the chart, what could be two teeth is asked below the field.
 * For forms that are not asked about as a whole while they are filled in; without this script the question comes when the form is sent.
 */
const PAUSE = 500;

export function teethAsked(field: HTMLElement): void {
  const typed = field.querySelector<HTMLInputElement>("[data-typed]");
  const url = field.dataset.asksUrl;
  if (!typed || !url) return;
  let timer = 0;
  let asked = 0;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    const now = (asked += 1);
    try {
      const answer = await fetch(`${url}&teeth_typed=${encodeURIComponent(typed!.value)}`, { credentials: "same-origin" });
      if (!answer.ok || now !== asked) return;
      show(await answer.text());
      const told = answer.headers.get("HX-Trigger");
      if (told) document.body.dispatchEvent(new CustomEvent("teeth-read", { detail: (JSON.parse(told) as Record<string, unknown>)["teeth-read"] }));
    } catch {
      // Away from the network nothing is asked here: the server asks when the form is sent.
    }
  }

  /** Replaced only where something else is asked, so that nothing goes away under somebody's hands. */
  function show(html: string): void {
    const came = new DOMParser().parseFromString(html, "text/html").querySelector<HTMLElement>("#teeth-asked");
    const shown = field.querySelector<HTMLElement>("#teeth-asked");
    if (!came || !shown || state(came) === state(shown)) return;
    shown.replaceChildren(...came.childNodes);
  }

  typed.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => { void ask(); }, PAUSE);
  });
  typed.addEventListener("change", () => { void ask(); });
}

const state = (part: HTMLElement): string => part.querySelector<HTMLInputElement>("[name=teeth_asked]")?.value ?? "";
