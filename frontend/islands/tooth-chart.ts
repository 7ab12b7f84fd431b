/** The tooth chart: arrow keys walk along the arches, the line below says what is chosen, the numbering can be changed. */
import { words } from "./words.ts";

type Numbering = "universal" | "fdi" | "palmer";

/** Where an arrow key leads in a chart of two arches, given as rows of equal length. */
export function neighbor(row: number, column: number, key: string, width: number): [number, number] {
  switch (key) {
    case "ArrowLeft": return [row, Math.max(column - 1, 0)];
    case "ArrowRight": return [row, Math.min(column + 1, width - 1)];
    case "ArrowUp": return [0, column];
    case "ArrowDown": return [1, column];
    case "Home": return [row, 0];
    case "End": return [row, width - 1];
    default: return [row, column];
  }
}

export function toothChart(chart: HTMLElement): void {
  const inputs = [...chart.querySelectorAll<HTMLInputElement>(".tooth input")];
  const said = chart.querySelector<HTMLElement>("[data-said]");
  const isSingle = "single" in chart.dataset;

  const numbering = (): Numbering => (chart.dataset.numbering ?? "universal") as Numbering;
  const written = (input: HTMLInputElement): string => input.dataset[numbering()] ?? input.value;

  function say(): void {
    if (!said) return;
    const chosen = inputs.filter((input) => input.checked);
    said.replaceChildren();
    if (chosen.length === 0) said.textContent = words("noTooth");
    for (const [index, input] of chosen.entries()) {
      const number = document.createElement("b");
      number.textContent = written(input);
      said.append(index ? " · " : "", `${input.dataset.name} `, number);
    }
    if (chosen.length === 1 && chosen[0]) {
      const { universal, fdi, palmer } = chosen[0].dataset;
      const others = { universal: `Universal ${universal}`, fdi: `FDI ${fdi}`, palmer: `Palmer ${palmer}` };
      said.append(...Object.entries(others).filter(([system]) => system !== numbering()).map(([, text]) => ` · ${text}`));
    }
  }

  function renumber(): void {
    for (const input of inputs) {
      const shown = input.parentElement?.querySelector(".tooth-number");
      if (shown) shown.textContent = written(input);
    }
    say();
  }

  /** One tooth of the whole chart is in the tab order: the first chosen, else the one last walked to. */
  function rove(to?: HTMLInputElement): void {
    const shown = inputs.filter((input) => !input.closest("[hidden]"));
    const stop = to ?? shown.find((input) => input.checked) ?? shown[0];
    for (const input of inputs) input.tabIndex = input === stop ? 0 : -1;
  }

  chart.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.closest(".tooth") || !/^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    const arches = [...(input.closest(".dentition")?.querySelectorAll(".arch") ?? [])].map((arch) => [...arch.querySelectorAll<HTMLInputElement>(".tooth input")]);
    const row = arches.findIndex((arch) => arch.includes(input));
    const from = arches[row];
    if (!from) return;
    const [nextRow, column] = neighbor(row, from.indexOf(input), event.key, from.length);
    const next = arches[nextRow]?.[column];
    if (!next) return;
    rove(next);
    next.focus();
  });

  chart.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    if ("numbers" in input.dataset) {
      chart.dataset.numbering = input.value;
      renumber();
    } else if ("dentitions" in input.dataset) {
      for (const set of chart.querySelectorAll<HTMLElement>("[data-dentition]")) set.hidden = set.dataset.dentition !== input.value;
      rove();
    } else {
      if (isSingle && input.checked) for (const other of inputs) if (other !== input) other.checked = false;
      rove(input);
      say();
    }
  });

  chart.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.closest(".tooth")) rove(event.target);
  });

  if (!chart.classList.contains("read")) {
    rove();
    say();
  }
}
