/** Files: dropped, pasted or chosen, several at once, each with its progress and a second try. Sent one after the other. */
import { csrf } from "./csrf.ts";
import { mountIn } from "./mount.ts";
import { words } from "./words.ts";

const MEGABYTE = 1024 * 1024;

/** A size as people say it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < MEGABYTE ? `${Math.round(bytes / 1024)} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

/** The text of an answer that says what is wrong. */
function sentence(answer: string): string {
  const page = new DOMParser().parseFromString(answer, "text/html");
  const said = page.querySelector("[role=alert], .error, .ask")?.textContent ?? page.body.textContent ?? "";
  return said.trim().replace(/\s+/g, " ").slice(0, 240);
}

export function upload(zone: HTMLElement): void {
  if (!(zone instanceof HTMLFormElement)) return;
  const form = zone;
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  const target = document.querySelector(form.dataset.target ?? "");
  const shelf = document.querySelector<HTMLElement>(`[data-uploads-for="${(form.dataset.target ?? "").slice(1)}"]`);
  const url = form.dataset.uploadUrl ?? form.action;
  const limit = Number(form.dataset.maxMb ?? 0) * MEGABYTE;
  if (!input || !shelf) return;
  form.classList.add("ready");
  let queue = Promise.resolve();

  function take(files: Iterable<File>): void {
    for (const file of files) {
      const line = lineFor(file);
      shelf!.append(line.element);
      if (limit && file.size > limit) line.fail(`${file.name} ${words("tooLarge")} (${sizeWords(file.size)})`);
      else queue = queue.then(() => send(file, line));
    }
  }

  function send(file: File, line: Line): Promise<void> {
    return new Promise((done) => {
      const body = new FormData();
      for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input:not([type=file]), select")) {
        if (field.name) body.append(field.name, field.value);
      }
      body.append(input!.name, file, file.name);
      const request = new XMLHttpRequest();
      request.open("POST", url);
      request.setRequestHeader("X-CSRFToken", csrf());
      request.setRequestHeader("HX-Request", "true");
      request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) line.progress(event.loaded / event.total); });
      request.addEventListener("load", () => {
        if (request.status >= 200 && request.status < 300) {
          line.element.remove();
          replace(request.responseText);
        } else {
          line.fail(sentence(request.responseText) || words("failed"), () => { queue = queue.then(() => send(file, line)); });
        }
        done();
      });
      request.addEventListener("error", () => {
        line.fail(`${file.name} ${words("failed")}`, () => { queue = queue.then(() => send(file, line)); });
        done();
      });
      line.start();
      request.send(body);
    });
  }

  function replace(html: string): void {
    if (!target) return;
    if (window.htmx) {
      window.htmx.swap(target, html, { swapStyle: "innerHTML" });
    } else {
      target.innerHTML = html;
      mountIn(target);
    }
    target.dispatchEvent(new CustomEvent("uploaded", { bubbles: true }));
  }

  input.addEventListener("change", () => {
    take(input.files ?? []);
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  const place: HTMLElement = "anywhere" in form.dataset ? document.body : form;
  place.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  });
  for (const left of ["dragleave", "drop"]) place.addEventListener(left, () => form.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    const files = event.clipboardData?.files;
    if (!form.isConnected || !files?.length) return;
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

interface Line {
  element: HTMLElement;
  start(): void;
  progress(part: number): void;
  fail(why: string, again?: () => void): void;
}

/** The line that shows one file on its way. */
function lineFor(file: File): Line {
  const element = document.createElement("li");
  element.className = "file";
  const thumb = document.createElement("span");
  thumb.className = "thumb";
  thumb.textContent = (file.name.split(".").pop() ?? "").slice(0, 4).toUpperCase();
  const middle = document.createElement("div");
  const name = document.createElement("span");
  name.textContent = `${file.name} · ${sizeWords(file.size)}`;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  middle.append(name, bar);
  const end = document.createElement("span");
  end.className = "line";
  const state = document.createElement("span");
  state.className = "soft small";
  state.textContent = words("waiting");
  end.append(state);
  element.append(thumb, middle, end);

  const button = (label: string, act: () => void): HTMLButtonElement => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button small";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };

  return {
    element,
    start() {
      element.classList.remove("failed");
      bar.hidden = false;
      state.textContent = "";
      end.replaceChildren(state);
    },
    progress(part) {
      bar.value = part;
      state.textContent = part < 1 ? `${Math.round(part * 100)} %` : words("saving");
    },
    fail(why, again) {
      element.classList.add("failed");
      bar.hidden = true;
      name.textContent = why.includes(file.name) ? why : `${file.name}: ${why}`;
      const ways = [button(words("remove"), () => element.remove())];
      if (again) ways.unshift(button(words("retry"), again));
      end.replaceChildren(...ways);
    },
  };
}
