/** The film viewer: one or two panes, a toolbar and keys. Loaded only on pages that show films (film-loader.ts). */
import { isDocument, type FilmFacts } from "./films/film.ts";
import { Pane, type Tool } from "./films/pane.ts";

type Words = Record<string, string>;

interface Control {
  name: string;
  icon: string;
  key: string;
  press: () => void;
}

class FilmViewer extends HTMLElement {
  private films: FilmFacts[] = [];
  private words: Words = {};
  private panes: Pane[] = [];
  private active = 0;
  private isTogether = false;
  /** Settled when what was asked for last is shown in every pane, or cannot be. */
  shown: Promise<unknown> = Promise.resolve();
  private readonly stage = document.createElement("div");
  private readonly status = document.createElement("p");
  private readonly pickers = document.createElement("div");
  private readonly buttons = new Map<string, HTMLButtonElement>();

  static observedAttributes = ["data-open"];

  connectedCallback(): void {
    if (this.panes.length) return;
    this.films = JSON.parse(this.dataset.films ?? "[]") as FilmFacts[];
    this.words = JSON.parse(this.dataset.words ?? "{}") as Words;
    if (this.films.length === 0) return;
    this.replaceChildren();
    this.stage.className = "film-stage";
    this.status.className = "film-status";
    this.status.setAttribute("role", "status");
    this.pickers.className = "film-pickers";
    this.append(this.toolbar(), this.pickers, this.stage, this.status);
    this.addPane(Math.max(this.films.findIndex((film) => String(film.id) === this.dataset.open), 0));
    this.setTool("pan");
    this.addEventListener("keydown", (event) => this.keyed(event));
  }

  attributeChangedCallback(_: string, __: string | null, id: string | null): void {
    const index = this.films.findIndex((film) => String(film.id) === id);
    if (index >= 0 && this.panes.length) this.showIn(this.active, index);
  }

  private say(name: string): string {
    return this.words[name] ?? name;
  }

  // Panes

  private addPane(filmIndex: number): void {
    const pane = new Pane({ loading: this.say("loading"), failed: this.say("failed"), document: this.say("document"), open: this.say("open"), slice: this.say("slice") });
    const index = this.panes.push(pane) - 1;
    pane.onChange = () => this.told();
    pane.onMoved = () => this.movedWith(index);
    pane.onFocus = () => {
      this.active = index;
      this.told();
    };
    pane.setTool(this.panes[0]?.tool ?? "pan");
    this.stage.append(pane.element);
    this.stage.classList.toggle("two", this.panes.length === 2);
    this.picker(index, filmIndex);
    this.awaits(pane.show(this.films[filmIndex]!).then(() => this.joins(index)));
  }

  private picker(paneIndex: number, filmIndex: number): void {
    const select = document.createElement("select");
    select.setAttribute("aria-label", this.say("which"));
    for (const [index, film] of this.films.entries()) select.add(new Option(film.label, String(index), false, index === filmIndex));
    select.addEventListener("change", () => this.showIn(paneIndex, Number(select.value)));
    this.pickers.append(select);
    this.pickers.hidden = this.films.length === 1;
  }

  private showIn(paneIndex: number, filmIndex: number): void {
    const film = this.films[filmIndex];
    const select = this.pickers.querySelectorAll("select")[paneIndex];
    if (!film || !this.panes[paneIndex]) return;
    if (select) select.value = String(filmIndex);
    this.awaits(this.panes[paneIndex].show(film).then(() => this.joins(paneIndex)));
  }

  private awaits(film: Promise<unknown>): void {
    this.shown = Promise.all([this.shown, film]);
  }

  /** Where both move together, the other one follows. */
  private movedWith(index: number): void {
    const shown = this.panes[index]?.relative;
    if (!this.isTogether || !shown) return;
    for (const [other, pane] of this.panes.entries()) if (other !== index) pane.follow(shown);
  }

  /** A film that has just come takes the view of the one beside it, where both move together. */
  private joins(index: number): void {
    const beside = this.panes.find((_, other) => other !== index)?.relative;
    if (this.isTogether && beside) this.panes[index]?.follow(beside);
    this.told();
  }

  private together(): void {
    this.isTogether = !this.isTogether;
    if (this.isTogether) this.movedWith(this.active);
    this.told();
  }

  private get pane(): Pane {
    return this.panes[this.active] ?? this.panes[0]!;
  }

  private step(by: number): void {
    const at = this.films.findIndex((film) => film === this.pane.film);
    this.showIn(this.active, (at + by + this.films.length) % this.films.length);
  }

  private twoPanes(): void {
    if (this.panes.length === 2) {
      this.panes.pop()?.element.remove();
      this.pickers.lastElementChild?.remove();
      this.active = 0;
      this.stage.classList.remove("two");
    } else {
      const at = this.films.findIndex((film) => film === this.pane.film);
      const pictures = this.films.map((film, index) => ({ film, index })).filter(({ film, index }) => index !== at && !isDocument(film));
      this.addPane(pictures[0]?.index ?? at);
    }
    this.told();
  }

  private large(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (this.requestFullscreen) void this.requestFullscreen().catch(() => this.classList.toggle("large"));
    else this.classList.toggle("large");
  }

  private setTool(tool: Tool): void {
    for (const pane of this.panes) pane.setTool(tool);
    this.told();
  }

  // Toolbar and keys

  private controls(): Control[][] {
    const toggle = (tool: Tool): (() => void) => () => this.setTool(this.pane.tool === tool ? "pan" : tool);
    const film: Control[] = [
      { name: "previous", icon: "arrow-left", key: "[", press: () => this.step(-1) },
      { name: "next", icon: "arrow-right", key: "]", press: () => this.step(1) },
    ];
    return [
      ...(this.films.length > 1 ? [film] : []),
      [
        { name: "out", icon: "zoom-out", key: "-", press: () => this.pane.zoom(1 / 1.25) },
        { name: "in", icon: "zoom-in", key: "+", press: () => this.pane.zoom(1.25) },
        { name: "fit", icon: "fit", key: "0", press: () => this.pane.fit() },
      ],
      [
        { name: "window", icon: "contrast", key: "w", press: toggle("window") },
        { name: "invert", icon: "invert", key: "i", press: () => this.pane.invert() },
        { name: "rotate", icon: "rotate", key: "r", press: () => this.pane.rotate() },
        { name: "measure", icon: "ruler", key: "l", press: toggle("measure") },
      ],
      [
        { name: "reset", icon: "undo", key: "Backspace", press: () => this.pane.reset() },
        ...(this.films.length > 1 ? [{ name: "beside", icon: "columns", key: "s", press: () => this.twoPanes() }] : []),
        ...(this.films.length > 1 ? [{ name: "together", icon: "link", key: "y", press: () => this.together() }] : []),
        { name: "large", icon: "expand", key: "f", press: () => this.large() },
      ],
    ];
  }

  private toolbar(): HTMLElement {
    const bar = document.createElement("div");
    bar.className = "film-tools";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", this.say("tools"));
    for (const group of this.controls()) {
      const holder = document.createElement("div");
      for (const control of group) {
        const button = document.createElement("button");
        button.type = "button";
        button.title = `${this.say(control.name)} (${control.key})`;
        button.setAttribute("aria-label", this.say(control.name));
        button.setAttribute("aria-keyshortcuts", control.key);
        button.append(drawing(this.dataset.icons ?? "", control.icon));
        button.addEventListener("click", control.press);
        this.buttons.set(control.name, button);
        holder.append(button);
      }
      bar.append(holder);
    }
    return bar;
  }

  private keyed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
    const onPane = this.panes.some((pane) => pane.element === event.target);
    if (onPane && this.pane.key(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === "Escape" && this.classList.contains("large")) this.large();
    else if (event.key === "1") this.pane.actualSize();
    else if (event.key === "Delete") this.pane.unmeasure();
    else {
      const control = this.controls().flat().find(({ key }) => key === event.key || (key === "+" && event.key === "="));
      if (!control || (event.key === "Backspace" && !onPane)) return;
      control.press();
    }
    event.preventDefault();
  }

  /** Says below the film how it is shown, and marks the tools that are on. */
  private told(): void {
    const { pane } = this;
    for (const each of this.panes) each.element.classList.toggle("active", this.panes.length > 1 && each === pane);
    for (const [name, on] of [["window", pane.tool === "window"], ["measure", pane.tool === "measure"], ["invert", pane.inverted], ["beside", this.panes.length === 2], ["together", this.isTogether]] as const) {
      this.buttons.get(name)?.setAttribute("aria-pressed", String(on));
    }
    this.buttons.get("together")?.toggleAttribute("hidden", this.panes.length < 2);
    if (!pane.isShown) {
      this.status.textContent = "";
      return;
    }
    const { center, width } = pane.windowNow;
    const parts = [...this.where(pane), `${pane.zoomPercent}%`, `${this.say("level")} ${Math.round(center)} / ${Math.round(width)}`];
    if (pane.lastMeasure) parts.push(`${pane.lastMeasure}${pane.lastMeasure.endsWith("mm") ? ` (${this.say("uncorrected")})` : ""}`);
    if (pane.tool !== "pan") parts.push(this.say(`how_${pane.tool}`));
    else if (pane.slice) parts.push(this.say("how_slices"));
    this.status.textContent = parts.join(" · ");
  }

  /** The slice that is shown, and which side of the patient is where. */
  private where(pane: Pane): string[] {
    const said: string[] = [];
    if (pane.slice) said.push(this.say("slice_of").replace("{n}", String(pane.slice.number)).replace("{t}", String(pane.slice.of)));
    if (pane.film?.edges) said.push(this.say("edges"));
    else if (pane.film?.side) said.push(this.say(`side_${pane.film.side}`));
    return said;
  }
}

function drawing(sprite: string, name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

if (!customElements.get("film-viewer")) customElements.define("film-viewer", FilmViewer);
