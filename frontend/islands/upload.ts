/** Files: dropped, pasted or chosen, several at once, each with its progress; a lost connection is waited for, a second try goes on. */
import { csrf } from "./csrf.ts";
import { mountIn } from "./mount.ts";
import { lineFor, sizeWords, type Line } from "./uploads/line.ts";
import { Lost, sendInPieces, sendWhole, type Course, type World } from "./uploads/transfer.ts";
import { words } from "./words.ts";

const MEGABYTE = 1024 * 1024;
const AT_ONCE = 2;

const world: World = {
  fetch: (...given) => fetch(...given),
  token: csrf,
  // A connection that is back is not kept waiting.
  wait: (seconds) => new Promise((done) => {
    setTimeout(done, seconds * 1000);
    window.addEventListener("online", () => done(), { once: true });
  }),
};

/** `zone` is a form of its own, or a part of one: then that form waits until its files are there. */
export function upload(zone: HTMLElement): void {
  const whole = zone.closest("form");
  const inputs = [...zone.querySelectorAll<HTMLInputElement>("input[type=file]")];
  const target = document.querySelector<HTMLElement>(zone.dataset.target ?? "");
  const shelf = document.querySelector<HTMLElement>(`[data-uploads-for="${(zone.dataset.target ?? "").slice(1)}"]`);
  const limit = Number(zone.dataset.maxMb ?? 0) * MEGABYTE;
  if (!inputs.length || !shelf) return;
  zone.classList.add("ready");
  const waiting: (() => Promise<void>)[] = [];
  const underWay = new Set<string>();
  let running = 0;
  /** The button that waits for the files. */
  let held: HTMLElement | null = null;

  function take(files: Iterable<File>): void {
    for (const file of files) {
      const line = lineFor(file);
      shelf!.append(line.element);
      if (limit && file.size > limit) line.fail(`${file.name} ${words("tooLarge")} (${sizeWords(file.size)})`);
      else queue(() => send(file, line));
    }
  }

  function queue(job: () => Promise<void>): void {
    waiting.push(job);
    next();
  }

  function next(): void {
    while (running < AT_ONCE && waiting.length) {
      running += 1;
      void waiting.shift()!().finally(() => {
        running -= 1;
        next();
      });
    }
    if (!running && held) goOn();
  }

  /** All are here: the form goes where somebody sent it. With one that did not arrive it is left to the person. */
  function goOn(): void {
    const button = held;
    held = null;
    notice.remove();
    if (!shelf!.querySelector(".failed")) whole?.requestSubmit(button instanceof HTMLButtonElement ? button : null);
  }

  async function send(file: File, line: Line): Promise<void> {
    let id = "";
    const course: Course = {
      progress: (part) => line.progress(part),
      paused: () => line.paused(),
      begun(known) {
        id = known;
        underWay.add(id);
        withoutThoseUnderWay();
        // After a reload of this very page its files are still there.
        if (zone.dataset.address) history.replaceState(history.state, "", zone.dataset.address);
      },
    };
    line.start();
    try {
      const known = await sent(file, course);
      if (known) line.known();
      else line.element.remove();
    } catch (error) {
      const why = error instanceof Lost ? `${file.name} ${words("failed")}` : (error as Error).message || words("failed");
      line.fail(why, () => queue(() => send(file, line)));
    } finally {
      underWay.delete(id);
    }
  }

  async function sent(file: File, course: Course): Promise<boolean> {
    const kind = zone.querySelector<HTMLSelectElement>("[name=kind]")?.value ?? "";
    const { announceUrl, listUrl, uploadUrl } = zone.dataset;
    if (announceUrl) {
      const { known } = await sendInPieces(file, announceUrl, kind, course, world);
      const list = await fetch(listUrl ?? announceUrl, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (list.status === 200) replace(await list.text());
      return known;
    }
    const body = new FormData();
    for (const field of zone.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input:not([type=file]), select")) {
      if (field.name) body.append(field.name, field.value);
    }
    body.append(inputs[0]!.name, file, file.name);
    replace(await sendWhole(uploadUrl ?? whole?.action ?? "", body, csrf(), course));
    return false;
  }

  function replace(html: string): void {
    if (!target) return;
    if (window.htmx) {
      window.htmx.swap(target, html, { swapStyle: "innerHTML" });
    } else {
      target.innerHTML = html;
      mountIn(target);
    }
    withoutThoseUnderWay();
    target.dispatchEvent(new CustomEvent("uploaded", { bubbles: true }));
  }

  /** The server lists what has arrived in part; what this page is sending right now has its own line. */
  function withoutThoseUnderWay(): void {
    for (const half of target?.querySelectorAll<HTMLElement>("[data-upload]") ?? []) {
      if (underWay.has(half.dataset.upload ?? "")) half.remove();
    }
  }
  target?.addEventListener("htmx:afterSwap", withoutThoseUnderWay);

  for (const input of inputs) {
    input.addEventListener("change", () => {
      take(input.files ?? []);
      input.value = "";
    });
  }
  const notice = document.createElement("li");
  notice.className = "ask note";
  notice.textContent = words("afterFiles");
  whole?.addEventListener("submit", (event) => {
    if (whole === zone) event.preventDefault();
    else if (running) {
      event.preventDefault();
      held = event.submitter;
      shelf.append(notice);
      notice.scrollIntoView({ block: "nearest" });
    }
  });

  const place: HTMLElement = "anywhere" in zone.dataset ? document.body : zone;
  place.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  for (const left of ["dragleave", "drop"]) place.addEventListener(left, () => zone.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    const files = event.clipboardData?.files;
    if (!zone.isConnected || !files?.length) return;
    event.preventDefault();
    take(files);
  });
}

/** A file let go beside the drop zone would otherwise replace the page, and with it what was typed. */
export function guardDrops(): void {
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, (event) => {
      if ((event as DragEvent).dataTransfer?.types.includes("Files")) event.preventDefault();
    });
  }
}
