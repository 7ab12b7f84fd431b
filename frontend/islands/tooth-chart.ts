/**
 * The tooth chart: arrow keys walk along the arches, space takes a tooth; quadrants and arches in one tap; surfaces of the tooth that was
 * touched last; the line below says what is chosen. The checkboxes are the truth: without this script they work as they are.
 */
import { words } from "./words.ts";

type Numbering = "universal" | "fdi" | "palmer";

/** Where an arrow key leads from a tooth: rows hold the places of their teeth, counted from the midline (right below 0, left above). */
export function neighbor(rows: number[][], row: number, column: number, key: string): [number, number] {
  const here = rows[row]?.[column] ?? 0;
  const last = (rows[row]?.length ?? 1) - 1;
  const beside = (other: number): [number, number] => {
    const places = rows[other];
    if (!places) return [row, column];
    const distance = (place: number): number => Math.abs(place - here);
    return [other, places.reduce((best, place, index) => (distance(place) < distance(places[best] ?? 0) ? index : best), 0)];
  };
  switch (key) {
    case "ArrowLeft": return [row, Math.max(column - 1, 0)];
    case "ArrowRight": return [row, Math.min(column + 1, last)];
    case "ArrowUp": return beside(row - 1);
    case "ArrowDown": return beside(row + 1);
    case "Home": return [row, 0];
    case "End": return [row, last];
    default: return [row, column];
  }
}

/** The places of a row of that many teeth, counted from the midline: -8 ... -1, 1 ... 8. */
export function places(count: number): number[] {
  const half = count / 2;
  return [...Array(count).keys()].map((index) => (index < half ? index - half : index - half + 1));
}

/** The surfaces of a tooth after one of them was tapped, in the tooth's own order. */
export function toggled(possible: string, before: string, letter: string): string {
  const now = before.includes(letter) ? before.replace(letter, "") : before + letter;
  return [...possible].filter((surface) => now.includes(surface)).join("");
}

/** "19:MO 30:D" as a map, and back. */
export function readSurfaces(text: string): Map<string, string> {
  return new Map(text.split(/\s+/).filter(Boolean).map((part): [string, string] => [part.split(":")[0] ?? "", part.split(":")[1] ?? ""]));
}
export function writeSurfaces(surfaces: Map<string, string>): string {
  return [...surfaces].filter(([, letters]) => letters).map(([tooth, letters]) => `${tooth}:${letters}`).join(" ");
}

/** A part of the line that says what is chosen: a tooth, or a whole corner or arch. */
interface Part { name: string; number: string; isGroup: boolean }
/** With more parts than this the names are left out, and with more than that the numbers too: the line has room for two rows. */
const [MANY, TOO_MANY] = [4, 12];

/** What the server read in the typed text; `text` is what it had read when it answered, `left` what stays to be asked. */
interface TeethRead { text: string; teeth: string[]; sites: string[]; left: string }

export function toothChart(chart: HTMLElement): void {
  const inputs = [...chart.querySelectorAll<HTMLInputElement>(".tooth input")];
  const said = chart.querySelector<HTMLElement>("[data-said]");
  const hint = chart.querySelector<HTMLElement>("[data-hint]");
  const bar = chart.querySelector<HTMLElement>("[data-surface-bar]");
  const kept = chart.querySelector<HTMLInputElement>("[data-surfaces]");
  const picks = [...chart.querySelectorAll<HTMLButtonElement>("[data-picks]")];
  const isSingle = "single" in chart.dataset;
  const rest = hint?.textContent ?? "";
  let surfaces = readSurfaces(kept?.value ?? "");
  let current: HTMLInputElement | undefined = inputs.find((input) => input.checked);

  const numbering = (): Numbering => (chart.dataset.numbering ?? "universal") as Numbering;
  const written = (input: HTMLInputElement): string => input.dataset[numbering()] ?? input.value;
  const isShown = (input: HTMLInputElement): boolean => {
    const shown = chart.dataset.dentition ?? "permanent";
    return shown === "mixed" || input.closest(".arch")?.classList.contains(shown) === true;
  };
  const corner = (input: HTMLInputElement): string => input.closest<HTMLElement>(".quadrant")?.dataset.corner ?? "";
  const picked = (code: string): HTMLInputElement[] => inputs.filter((input) => isShown(input) && corner(input).startsWith(code));

  /** The chosen teeth, whole corners and arches by their name, so that the line stays short. */
  function groups(chosen: HTMLInputElement[]): Part[] {
    const left = new Set(chosen);
    const parts: Part[] = [];
    const whole = (code: string, kind: string): HTMLInputElement[] => inputs.filter((input) => corner(input).startsWith(code) && input.closest(`.arch.${kind}`));
    for (const [code, kind] of ["U", "L", "UR", "UL", "LR", "LL"].flatMap((each): [string, string][] => [[each, "permanent"], [each, "primary"]])) {
      const all = whole(code, kind);
      const button = picks.find((pick) => pick.dataset.picks === code);
      if (!button || all.length < 5 || !all.every((input) => left.has(input)) || all.some((input) => surfaces.get(input.value))) continue;
      for (const input of all) left.delete(input);
      const [first, last] = [all[0], all[all.length - 1]];
      parts.push({ name: button.textContent ?? "", number: first && last ? `${written(first)}–${written(last)}` : "", isGroup: true });
    }
    const single = [...left].map((input) => ({ name: input.dataset.name ?? "", number: `${written(input)} ${surfaces.get(input.value) ?? ""}`.trim(), isGroup: false }));
    return [...parts, ...single];
  }

  function say(): void {
    const chosen = inputs.filter((input) => input.checked);
    for (const pick of picks) {
      const all = picked(pick.dataset.picks ?? "");
      pick.setAttribute("aria-pressed", String(all.length > 0 && all.every((input) => input.checked)));
    }
    if (!said) return;
    const line = document.createDocumentFragment();
    if (chosen.length === 0) line.append(words("noTooth"));
    const parts = groups(chosen);
    if (parts.length > MANY) line.append(words("teethChosen", { n: chosen.length }), parts.length > TOO_MANY ? "" : ": ");
    for (const [index, part] of (parts.length > TOO_MANY ? [] : parts).entries()) {
      const number = document.createElement("b");
      number.textContent = part.number;
      const name = parts.length > MANY && !part.isGroup ? "" : `${part.name} `;
      line.append(index ? " · " : "", name, number);
    }
    const before = said.textContent;
    if (before !== line.textContent) said.replaceChildren(line);
  }

  /** The name and all three numbers of the tooth under the pointer or the focus. */
  function tell(input?: HTMLInputElement): void {
    if (!hint) return;
    const { name, universal, fdi, palmer } = input?.dataset ?? {};
    hint.textContent = input ? `${name} · Universal ${universal} · FDI ${fdi} · Palmer ${palmer}` : rest;
  }

  function showSurfaces(): void {
    if (!bar) return;
    const tooth = current?.checked ? current : undefined;
    const label = bar.querySelector<HTMLElement>("[data-surfaces-of]");
    const possible = tooth?.dataset.possible ?? "MODBL";
    if (label) {
      const number = document.createElement("b");
      number.textContent = tooth ? written(tooth) : "";
      label.replaceChildren(tooth ? `${label.dataset.some} ` : (label.dataset.none ?? ""), number);
    }
    for (const button of bar.querySelectorAll<HTMLButtonElement>("[data-surface]")) {
      const letter = button.dataset.surface ?? "";
      button.hidden = !possible.includes(letter);
      button.disabled = !tooth;
      button.setAttribute("aria-pressed", String(Boolean(tooth && surfaces.get(tooth.value)?.includes(letter))));
    }
  }

  function draw(): void {
    for (const input of inputs) {
      const label = input.closest(".tooth");
      const number = label?.querySelector(".tooth-number");
      const letters = label?.querySelector(".tooth-surfaces");
      if (number && number.textContent !== written(input)) number.textContent = written(input);
      if (letters) letters.textContent = input.checked ? (surfaces.get(input.value) ?? "") : "";
    }
    say();
    showSurfaces();
  }

  /** One tooth of the whole chart is in the tab order: the one last walked to, else the first chosen. */
  function rove(to?: HTMLInputElement): void {
    const shown = inputs.filter(isShown);
    const stop = to ?? shown.find((input) => input.checked) ?? shown[0];
    for (const input of inputs) input.tabIndex = input === stop ? 0 : -1;
  }

  function keep(): void {
    for (const tooth of [...surfaces.keys()]) if (!inputs.some((input) => input.value === tooth && input.checked)) surfaces.delete(tooth);
    if (kept) kept.value = writeSurfaces(surfaces);
  }

  /** The form is told as if somebody had tapped: it saves itself and asks the rules. */
  const changed = (): boolean => chart.dispatchEvent(new Event("change", { bubbles: true }));

  chart.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.closest(".tooth") || !/^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    const rows = [...chart.querySelectorAll(".arch")].map((arch) => [...arch.querySelectorAll<HTMLInputElement>(".tooth input")]).filter((row) => row[0] && isShown(row[0]));
    const row = rows.findIndex((arch) => arch.includes(input));
    const [nextRow, column] = neighbor(rows.map((arch) => places(arch.length)), row, rows[row]?.indexOf(input) ?? 0, event.key);
    const next = rows[nextRow]?.[column];
    if (!next) return;
    rove(next);
    next.focus();
  });

  chart.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    if ("numbers" in input.dataset) {
      chart.dataset.numbering = input.value;
      draw();
    } else if ("dentitions" in input.dataset) {
      chart.dataset.dentition = input.value;
      rove();
      draw();
    } else if (input.closest(".tooth")) {
      if (isSingle && input.checked) for (const other of inputs) if (other !== input) other.checked = false;
      if (input.checked) current = input;
      else if (current === input) current = inputs.filter((other) => other.checked).pop();
      rove(input);
      keep();
      draw();
    }
  });

  chart.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-picks], [data-surface]");
    if (!button) return;
    if (button.dataset.surface && current) {
      surfaces.set(current.value, toggled(current.dataset.possible ?? "", surfaces.get(current.value) ?? "", button.dataset.surface));
    } else if (button.dataset.picks) {
      const all = picked(button.dataset.picks);
      const to = !all.every((input) => input.checked);
      for (const input of all) input.checked = to;
      if (!current?.checked) current = undefined;
    }
    keep();
    draw();
    changed();
  });

  const toothOf = (event: Event): HTMLInputElement | undefined => {
    const label = (event.target as Element).closest?.(".tooth");
    return label?.querySelector<HTMLInputElement>("input") ?? undefined;
  };
  chart.addEventListener("focusin", (event) => {
    const input = toothOf(event);
    if (!input) return;
    rove(input);
    tell(input);
    if (input.checked && current !== input) {
      current = input;
      showSurfaces();
    }
  });
  chart.addEventListener("focusout", () => tell());
  chart.addEventListener("pointerover", (event) => tell(toothOf(event) ?? (chart.contains(document.activeElement) && document.activeElement ? toothOf({ target: document.activeElement } as unknown as Event) : undefined)));
  chart.addEventListener("pointerleave", () => tell());

  if (chart.classList.contains("read")) return;

  const field = chart.closest<HTMLElement>(".tooth-field");
  const typed = field?.querySelector<HTMLInputElement>("[data-typed]");
  let takes = false;

  /** Teeth and surfaces that were typed or answered are taken into the chart. */
  function take(teeth: string[], sites: string[]): void {
    for (const input of inputs) if (teeth.includes(input.value)) input.checked = true;
    for (const [tooth, letters] of readSurfaces(sites.filter((site) => /^\w+:[MOIDBFL]+$/.test(site)).join(" "))) surfaces.set(tooth, letters);
    current = inputs.find((input) => input.value === teeth[teeth.length - 1]) ?? current;
    const wanted = new Set(inputs.filter((input) => input.checked).map((input) => (input.closest(".arch.primary") ? "primary" : "permanent")));
    if ([...wanted].some((kind) => chart.dataset.dentition !== "mixed" && chart.dataset.dentition !== kind)) show(wanted.size > 1 ? "mixed" : ([...wanted][0] ?? "permanent"));
    keep();
    rove();
    draw();
  }
  function show(dentition: string): void {
    chart.dataset.dentition = dentition;
    for (const radio of chart.querySelectorAll<HTMLInputElement>("[data-dentitions]")) radio.checked = radio.value === dentition;
  }

  document.body.addEventListener("teeth-read", (event) => {
    const read = (event as CustomEvent<TeethRead>).detail;
    if (!typed || !chart.isConnected || read.text !== typed.value.trim()) return;
    for (const input of inputs) input.closest(".tooth")?.classList.toggle("named", read.teeth.includes(input.value));
    // An extra tooth has no place on the chart: its text stays, and the server keeps it.
    const isPlain = read.sites.every((site) => !site.startsWith("extra:"));
    if ((document.activeElement === typed && !takes) || !isPlain || read.teeth.length === 0) return;
    takes = false;
    for (const input of inputs) input.closest(".tooth")?.classList.remove("named");
    take(read.teeth, read.sites);
    typed.value = read.left;
    changed();
  });
  typed?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    takes = true;
    typed.dispatchEvent(new Event("change", { bubbles: true }));
  });
  typed?.addEventListener("input", () => {
    takes = false;
    if (!typed.value.trim()) for (const input of inputs) input.closest(".tooth")?.classList.remove("named");
  });
  field?.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-meant]");
    if (!button || !typed || button.dataset.meant?.includes(":")) return;
    event.preventDefault();
    const tooth = button.dataset.meant ?? "";
    const letters = button.dataset.letters ? [`${tooth}:${button.dataset.letters}`] : [];
    take([tooth], letters);
    typed.value = typed.value.split(/[,;\n]|\band\b|\by\b/).map((part) => part.trim()).filter((part) => part && part !== button.dataset.part).join(", ");
    button.closest(".ask")?.remove();
    inputs.find((input) => input.value === tooth)?.focus();
    changed();
  });
  document.body.addEventListener("restored", () => {
    surfaces = readSurfaces(kept?.value ?? "");
    draw();
  });

  rove();
  draw();
}
