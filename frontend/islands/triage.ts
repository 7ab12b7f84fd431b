/** Triage: the level of difficulty as factors are tapped, and the words of a request as boxes are ticked. */

type Level = "" | "low" | "moderate" | "high";

/** The count of the AAE's form of 2022, as `rules/case_difficulty.py` has it. */
export function levelOf(levels: string[]): Level {
  if (levels.length === 0) return "";
  const moderate = levels.filter((level) => level === "moderate").length;
  if (levels.includes("high") || moderate >= 3) return "high";
  return moderate > 0 ? "moderate" : "low";
}

const LOOKS = { "": "unasked", low: "good", moderate: "warn", high: "alert" } as const;

export function difficulty(element: HTMLElement): void {
  const shown = element.querySelector<HTMLElement>("[data-level]");
  if (!shown) return;
  element.addEventListener("change", () => {
    const level = levelOf([...element.querySelectorAll<HTMLInputElement>("input:checked")].map((input) => input.value));
    shown.className = `pill ${LOOKS[level]}`;
    shown.textContent = (level ? element.dataset[level] : element.dataset.none) ?? "";
  });
}

/** "film, letter and photo" */
export function listed(names: string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Keeps the words in step with what is ticked, for as long as nobody has changed them by hand. */
export function wording(element: HTMLElement): void {
  const note = element.querySelector<HTMLTextAreaElement>("[data-ready]");
  const ready = element.querySelector<HTMLInputElement>("[name=ready_words]");
  if (!note || !ready) return;
  const ticked = (): string => listed([...element.querySelectorAll<HTMLInputElement>("[name=records]:checked")].map((box) => box.dataset.words ?? ""));
  const [before, after] = ready.value.split(ticked() || "\n");
  if (before === undefined || after === undefined) return;
  element.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.name !== "records" || note.value !== ready.value) return;
    ready.value = ticked() ? before + ticked() + after : "";
    note.value = ready.value;
  });
}
