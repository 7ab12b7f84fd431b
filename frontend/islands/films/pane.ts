/** One film on one canvas: draws it, and turns pointers, wheel and keys into zoom, shift, window and measures. */
import { isDocument, loadFilm, spacingOf, type FilmFacts, type Picture } from "./film.ts";
import { drawEdges } from "./marks.ts";
import { Stack } from "./stack.ts";
import { distance, fit, fromRelative, toFilm, toPane, toRelative, zoomAt, type Point, type Relative, type Size, type View } from "./view.ts";
import { lookupTable, paintColor, paintGray, type Window } from "./window.ts";

export type Tool = "pan" | "window" | "measure";

interface Measure {
  from: Point;
  to: Point;
}

interface PaneWords {
  loading: string;
  failed: string;
  document: string;
  open: string;
  slice: string;
}

const MARK = "#ffd54a";

export class Pane {
  readonly element = document.createElement("div");
  film: FilmFacts | null = null;
  tool: Tool = "pan";
  /** Called after anything a reader would want to know has changed. */
  onChange: () => void = () => {};
  onFocus: () => void = () => {};
  /** Called after the person zoomed, moved or scrolled this pane. */
  onMoved: () => void = () => {};

  private readonly canvas = document.createElement("canvas");
  private readonly note = document.createElement("p");
  private readonly screen = document.createElement("canvas");
  private readonly slider = document.createElement("input");
  private picture: Picture | null = null;
  private stack: Stack | null = null;
  private view: View = { zoom: 1, x: 0, y: 0, turns: 0 };
  private window: Window = { center: 128, width: 256 };
  private isInverted = false;
  private isFitted = true;
  private measures = new Map<string, Measure[]>();
  private begun: Measure | null = null;
  private aimsByKeys = false;
  private readonly fingers = new Map<number, Point>();
  private dragsWindow = false;
  private scrolled = 0;
  private due = 0;

  constructor(private readonly words: PaneWords) {
    this.element.className = "film-pane";
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "application");
    this.element.setAttribute("aria-roledescription", "film");
    this.note.className = "film-note";
    this.slider.type = "range";
    this.slider.className = "film-slider";
    this.slider.min = "1";
    this.slider.hidden = true;
    this.slider.setAttribute("aria-label", words.slice);
    this.slider.addEventListener("input", () => void this.toSlice(Number(this.slider.value) - 1));
    this.element.append(this.canvas, this.note, this.slider);
    this.listen();
    new ResizeObserver(() => this.resized()).observe(this.element);
  }

  // What is shown

  async show(film: FilmFacts): Promise<void> {
    this.film = film;
    this.picture = null;
    this.stack = film.slices && film.slices > 1 ? new Stack(film) : null;
    this.slider.hidden = !this.stack;
    this.slider.max = String(film.slices ?? 1);
    this.begun = null;
    this.element.setAttribute("aria-label", film.label);
    this.note.textContent = this.words.loading;
    this.draw();
    if (isDocument(film)) {
      const link = document.createElement("a");
      link.href = film.image;
      link.target = "_blank";
      link.rel = "noopener";
      link.className = "button";
      link.textContent = this.words.open;
      this.note.replaceChildren(`${film.label} · ${this.words.document} `, link);
      this.onChange();
      return;
    }
    try {
      const picture = this.stack ? await this.stack.at(this.stack.number) : await loadFilm(film);
      if (this.film !== film) return;
      this.picture = picture;
      this.note.textContent = "";
      this.window = { ...picture.start };
      this.isInverted = false;
      this.view = fit(picture, this.size(), film.turns ?? 0);
      this.isFitted = true;
      this.showNumber();
      this.paint();
    } catch {
      if (this.film === film) this.note.textContent = this.words.failed;
    }
    this.onChange();
  }

  /** Which slice is shown and of how many, counted from 1; null where there is just one picture. */
  get slice(): { number: number; of: number } | null {
    return this.stack && { number: this.stack.number + 1, of: this.stack.count };
  }

  /** Shows another slice in the same way; the latest wish counts where several are under way. */
  async toSlice(number: number): Promise<void> {
    const { stack } = this;
    if (!stack || !stack.wish(number)) return;
    this.showNumber();
    this.onMoved();
    try {
      const wanted = stack.number;
      const picture = await stack.at(wanted);
      if (stack !== this.stack || wanted !== stack.number) return;
      this.picture = picture;
      this.note.textContent = "";
      this.paint();
    } catch {
      this.note.textContent = this.words.failed;
    }
    this.onChange();
  }

  /** How it is shown, without the sizes of its film and of the pane. */
  get relative(): (Relative & { slice: number }) | null {
    return this.picture && { ...toRelative(this.view, this.picture, this.size()), slice: this.stack ? this.stack.number / Math.max(this.stack.count - 1, 1) : 0 };
  }

  /** Shows its own film in the same way as another pane shows its. */
  follow(other: Relative & { slice: number }): void {
    if (!this.picture) return;
    this.view = fromRelative(other, this.picture, this.size(), this.view.turns);
    this.isFitted = Math.abs(other.zoom - 1) < 1e-9 && other.x === 0 && other.y === 0;
    this.draw();
    const { onMoved } = this;
    this.onMoved = () => {};
    if (this.stack) void this.toSlice(Math.round(other.slice * (this.stack.count - 1)));
    this.onMoved = onMoved;
  }

  private showNumber(): void {
    if (!this.stack) return;
    this.slider.value = String(this.stack.number + 1);
    this.slider.setAttribute("aria-valuetext", `${this.stack.number + 1} / ${this.stack.count}`);
  }

  /** Whether its film has come; no document has a view of its own. */
  get isShown(): boolean {
    return this.picture !== null;
  }

  get zoomPercent(): number {
    return Math.round(this.view.zoom * 100);
  }

  get windowNow(): Window {
    return this.window;
  }

  get inverted(): boolean {
    return this.isInverted;
  }

  get lastMeasure(): string {
    const last = this.measured().at(-1);
    return last ? this.said(last) : "";
  }

  // What can be done

  zoom(factor: number, at?: Point): void {
    const size = this.size();
    this.isFitted = false;
    this.view = zoomAt(this.view, factor, at ?? { x: size.width / 2, y: size.height / 2 }, size);
    this.changed();
  }

  fit(): void {
    if (!this.picture) return;
    this.view = fit(this.picture, this.size(), this.view.turns);
    this.isFitted = true;
    this.changed();
  }

  actualSize(): void {
    this.isFitted = false;
    this.view = { ...this.view, zoom: 1 / devicePixelRatio };
    this.changed();
  }

  rotate(): void {
    this.view = { ...this.view, turns: (this.view.turns + 1) % 4 };
    if (this.isFitted) this.fit();
    this.changed();
  }

  invert(): void {
    this.isInverted = !this.isInverted;
    this.paint();
    this.onChange();
  }

  setWindow(window: Window): void {
    const most = this.picture ? 1 << this.picture.bits : 256;
    this.window = { center: Math.min(Math.max(window.center, 0), most), width: Math.min(Math.max(window.width, 2), most * 2) };
    this.paint();
    this.onChange();
  }

  reset(): void {
    if (!this.picture || !this.film) return;
    this.window = { ...this.picture.start };
    this.isInverted = false;
    this.view = fit(this.picture, this.size(), this.film.turns ?? 0);
    this.isFitted = true;
    this.measures.delete(this.measuredOn);
    this.begun = null;
    this.paint();
    this.onChange();
  }

  unmeasure(): void {
    this.measured().pop();
    this.begun = null;
    this.changed();
  }

  setTool(tool: Tool): void {
    this.tool = tool;
    this.begun = null;
    this.aimsByKeys = false;
    this.element.dataset.tool = tool;
    this.changed();
  }

  /** Keys that belong to the pane itself; tells whether it used one. */
  key(event: KeyboardEvent): boolean {
    const step = event.shiftKey ? 120 : 40;
    if (this.stack) {
      const to = { PageUp: this.stack.number - (event.shiftKey ? 10 : 1), PageDown: this.stack.number + (event.shiftKey ? 10 : 1), Home: 0, End: this.stack.count - 1 }[event.key];
      if (to !== undefined) {
        void this.toSlice(to);
        return true;
      }
    }
    const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const arrow = arrows[event.key];
    if (arrow && this.tool === "window") {
      const unit = (this.picture ? 1 << this.picture.bits : 256) / 64;
      this.setWindow({ center: this.window.center - arrow[1] * unit, width: this.window.width + arrow[0] * unit });
      return true;
    }
    if (arrow) {
      if (event.target === this.slider) return false;
      this.isFitted = false;
      this.aimsByKeys = this.tool === "measure";
      this.view = { ...this.view, x: this.view.x - arrow[0] * step, y: this.view.y - arrow[1] * step };
      if (this.begun) this.begun.to = this.middle();
      this.changed();
      return true;
    }
    if (event.key === "Enter" && this.tool === "measure") {
      this.aimsByKeys = true;
      if (this.begun) this.finish(this.middle());
      else this.begin(this.middle());
      return true;
    }
    return false;
  }

  // Drawing

  private size(): Size {
    return { width: this.element.clientWidth || 1, height: this.element.clientHeight || 1 };
  }

  private resized(): void {
    const { width, height } = this.size();
    this.canvas.width = Math.round(width * devicePixelRatio);
    this.canvas.height = Math.round(height * devicePixelRatio);
    if (this.isFitted && this.picture) this.view = fit(this.picture, this.size(), this.view.turns);
    this.draw();
  }

  /** Through the window into the hidden canvas, once for each change of window; drawing then only moves that canvas. */
  private paint(): void {
    const { picture } = this;
    if (!picture) return;
    this.screen.width = picture.width;
    this.screen.height = picture.height;
    const context = this.screen.getContext("2d");
    if (!context) return;
    const pixels = context.createImageData(picture.width, picture.height);
    const table = lookupTable(picture.bits, this.window, this.isInverted !== picture.turnedRound);
    if (picture.gray) paintGray(picture.gray, table, pixels.data);
    else if (picture.color) paintColor(picture.color, table, pixels.data);
    context.putImageData(pixels, 0, 0);
    this.draw();
  }

  private changed(): void {
    this.draw();
    this.onChange();
    this.onMoved();
  }

  private draw(): void {
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.drawNow();
    });
  }

  private drawNow(): void {
    const context = this.canvas.getContext("2d");
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const { picture, view } = this;
    if (!picture) return;
    const { width, height } = this.size();
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.translate(width / 2 + view.x, height / 2 + view.y);
    context.rotate((view.turns * Math.PI) / 2);
    context.scale(view.zoom, view.zoom);
    context.imageSmoothingEnabled = view.zoom < 6;
    context.imageSmoothingQuality = "high";
    context.drawImage(this.screen, -picture.width / 2, -picture.height / 2);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    for (const measure of [...this.measured(), ...(this.begun ? [this.begun] : [])]) this.drawMeasure(context, measure);
    if (this.aimsByKeys && this.tool === "measure") this.drawAim(context, width / 2, height / 2);
    if (this.film) drawEdges(context, this.film, this.view.turns, { width, height });
    this.element.classList.toggle("scrolls-page", this.isFitted && this.tool === "pan");
  }

  private drawMeasure(context: CanvasRenderingContext2D, measure: Measure): void {
    const { picture } = this;
    if (!picture) return;
    const from = toPane(measure.from, picture, this.size(), this.view);
    const to = toPane(measure.to, picture, this.size(), this.view);
    const across = Math.atan2(to.y - from.y, to.x - from.x) + Math.PI / 2;
    const cap = { x: Math.cos(across) * 6, y: Math.sin(across) * 6 };
    for (const [color, thick] of [["rgb(0 0 0 / 70%)", 4], [MARK, 1.8]] as const) {
      context.strokeStyle = color;
      context.lineWidth = thick;
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      for (const end of [from, to]) {
        context.moveTo(end.x - cap.x, end.y - cap.y);
        context.lineTo(end.x + cap.x, end.y + cap.y);
      }
      context.stroke();
    }
    const text = this.said(measure);
    context.font = "600 13px system-ui, sans-serif";
    const wide = context.measureText(text).width;
    const x = Math.min(Math.max((from.x + to.x) / 2 + 10, 4), this.size().width - wide - 14);
    const y = Math.min(Math.max((from.y + to.y) / 2 - 8, 22), this.size().height - 6);
    context.fillStyle = "rgb(0 0 0 / 75%)";
    context.fillRect(x - 5, y - 15, wide + 10, 21);
    context.fillStyle = MARK;
    context.fillText(text, x, y);
  }

  private drawAim(context: CanvasRenderingContext2D, x: number, y: number): void {
    context.strokeStyle = MARK;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x - 14, y);
    context.lineTo(x + 14, y);
    context.moveTo(x, y - 14);
    context.lineTo(x, y + 14);
    context.stroke();
  }

  // Measuring

  private measured(): Measure[] {
    if (!this.film) return [];
    const list = this.measures.get(this.measuredOn) ?? [];
    this.measures.set(this.measuredOn, list);
    return list;
  }

  /** What a measure belongs to: a film, or one slice of it. */
  private get measuredOn(): string {
    return `${this.film?.id ?? ""} ${this.stack?.number ?? ""}`;
  }

  private said({ from, to }: Measure): string {
    const { value, unit } = distance(from, to, this.film ? spacingOf(this.film, this.picture) : null);
    return `${value.toFixed(unit === "mm" ? 1 : 0)} ${unit}`;
  }

  private middle(): Point {
    const size = this.size();
    return this.onFilm({ x: size.width / 2, y: size.height / 2 });
  }

  private onFilm(point: Point): Point {
    return this.picture ? toFilm(point, this.picture, this.size(), this.view) : point;
  }

  private begin(at: Point): void {
    this.begun = { from: at, to: at };
    this.draw();
  }

  private finish(at: Point): void {
    if (!this.begun) return;
    this.begun.to = at;
    this.measured().push(this.begun);
    this.begun = null;
    this.changed();
  }

  // Pointers

  private listen(): void {
    const { element } = this;
    element.addEventListener("focusin", () => this.onFocus());
    element.addEventListener("contextmenu", (event) => event.preventDefault());
    element.addEventListener("dblclick", () => (this.isFitted ? this.actualSize() : this.fit()));
    element.addEventListener("wheel", (event) => {
      // Over a pane that nobody has turned to, the wheel still scrolls the page.
      if (!event.ctrlKey && document.activeElement !== element) return;
      event.preventDefault();
      if (this.stack && !event.ctrlKey) {
        this.scrolled += event.deltaMode ? event.deltaY * 40 : event.deltaY;
        const steps = Math.trunc(this.scrolled / 40);
        this.scrolled -= steps * 40;
        if (steps) void this.toSlice(this.stack.number + steps);
        return;
      }
      this.zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), this.place(event));
    }, { passive: false });
    element.addEventListener("pointerdown", (event) => this.down(event));
    element.addEventListener("pointermove", (event) => this.moved(event));
    for (const name of ["pointerup", "pointercancel"] as const) element.addEventListener(name, (event) => this.up(event));
  }

  private place(event: MouseEvent): Point {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private down(event: PointerEvent): void {
    if (!this.picture || event.target === this.slider) return;
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    const at = this.place(event);
    this.fingers.set(event.pointerId, at);
    this.dragsWindow = event.button === 2;
    this.aimsByKeys = false;
    if (this.tool === "measure" && this.fingers.size === 1 && event.button === 0) this.begin(this.onFilm(at));
    if (this.fingers.size === 2) this.begun = null;
  }

  private moved(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const at = this.place(event);
    if (this.fingers.size === 2) {
      this.pinch(event.pointerId, before, at);
      return;
    }
    this.fingers.set(event.pointerId, at);
    if (this.dragsWindow || this.tool === "window") {
      const unit = (this.picture ? 1 << this.picture.bits : 256) / 400;
      this.setWindow({ center: this.window.center + (before.y - at.y) * unit, width: this.window.width + (at.x - before.x) * unit });
    } else if (this.begun) {
      this.begun.to = this.onFilm(at);
      this.draw();
    } else if (this.tool === "pan") {
      if (event.pointerType === "touch" && this.isFitted) return;
      this.isFitted = false;
      this.view = { ...this.view, x: this.view.x + at.x - before.x, y: this.view.y + at.y - before.y };
      this.draw();
      this.onMoved();
    }
  }

  private pinch(id: number, before: Point, at: Point): void {
    const other = [...this.fingers].find(([each]) => each !== id)?.[1];
    if (!other) return;
    const was = Math.hypot(before.x - other.x, before.y - other.y);
    const is = Math.hypot(at.x - other.x, at.y - other.y);
    this.fingers.set(id, at);
    this.view = { ...this.view, x: this.view.x + (at.x - before.x) / 2, y: this.view.y + (at.y - before.y) / 2 };
    if (was > 0) this.zoom(is / was, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
  }

  private up(event: PointerEvent): void {
    if (!this.fingers.delete(event.pointerId)) return;
    this.dragsWindow = false;
    const { begun } = this;
    if (!begun) {
      this.onChange();
      return;
    }
    const to = this.onFilm(this.place(event));
    // A press without a drag is a start that waits for a second press; a slip of under three pixels counts as one.
    if (distance(begun.from, to, null).value * this.view.zoom < 3) this.begun = null;
    else this.finish(to);
    this.draw();
  }
}
