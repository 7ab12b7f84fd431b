/** The line that shows one file on its way. */
import { words } from "../words.ts";

const MEGABYTE = 1024 * 1024;

/** A size as people say it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < MEGABYTE ? `${Math.round(bytes / 1024)} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

export interface Line {
  element: HTMLElement;
  start(): void;
  progress(part: number): void;
  paused(): void;
  /** It is here already: nothing has to be done. */
  known(): void;
  fail(why: string, again?: () => void): void;
}

export function lineFor(file: File): Line {
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
  const goes = button(words("remove"), () => element.remove());

  return {
    element,
    start() {
      element.classList.remove("failed");
      bar.hidden = false;
      state.textContent = "";
      end.replaceChildren(state);
    },
    progress(part) {
      element.classList.remove("failed");
      bar.value = part;
      state.textContent = part < 1 ? `${Math.round(part * 100)} %` : words("saving");
    },
    paused() {
      state.textContent = words("paused");
    },
    known() {
      bar.hidden = true;
      name.textContent = `${file.name} ${words("knownFile")}`;
      end.replaceChildren(button("OK", () => element.remove()));
    },
    fail(why, again) {
      element.classList.add("failed");
      bar.hidden = true;
      name.textContent = why.includes(file.name) ? why : `${file.name}: ${why}`;
      end.replaceChildren(...(again ? [button(words("retry"), again), goes] : [goes]));
    },
  };
}
