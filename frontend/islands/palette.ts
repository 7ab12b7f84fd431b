/** The command palette: pages of the menu, actions of this page, and what the search finds. */
import { csrf } from "./csrf.ts";
import { words } from "./words.ts";

interface Item {
  label: string;
  note?: string;
  url?: string;
  press?: () => void;
}

interface Group {
  label: string;
  items: Item[];
}

/** Whether every word of the query begins a word of the text. */
export function matches(text: string, query: string): boolean {
  const have = fold(text).split(/[^\p{L}\p{N}]+/u);
  return fold(query).split(/\s+/).filter(Boolean).every((wanted) => have.some((word) => word.startsWith(wanted)));
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function pages(): Item[] {
  const seen = new Map<string, Item>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-palette]")) {
    const label = link.querySelector("span")?.textContent?.trim() ?? link.textContent?.trim() ?? "";
    if (!seen.has(link.href)) seen.set(link.href, { label, url: link.href });
  }
  return [...seen.values()];
}

function actions(): Item[] {
  const pressable = [...document.querySelectorAll<HTMLElement>(".page .button, .beside .button, .strip a.button")];
  return pressable
    .filter((element) => element.checkVisibility() && !element.closest("dialog"))
    .map((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      for (const drawn of copy.querySelectorAll("kbd, svg, .unseen")) drawn.remove();
      return { label: element.getAttribute("aria-label") ?? copy.textContent?.trim() ?? "", note: element.dataset.key?.toUpperCase() ?? "", press: () => element.click() };
    })
    .filter((item) => item.label);
}

export function startPalette(): void {
  const dialog = document.getElementById("palette");
  const input = dialog?.querySelector("input");
  const list = dialog?.querySelector<HTMLElement>("[role=listbox]");
  if (!(dialog instanceof HTMLDialogElement) || !input || !list) return;
  let items: Item[] = [];
  let at = 0;
  let known: Item[] = [];
  let doing: Item[] = [];
  let asked: AbortController | undefined;
  let waiting = 0;

  function draw(groups: Group[]): void {
    items = [];
    list!.replaceChildren();
    for (const [number, group] of groups.entries()) {
      if (group.items.length === 0) continue;
      const holder = document.createElement("div");
      holder.setAttribute("role", "group");
      const title = document.createElement("div");
      title.id = `palette-group-${number}`;
      title.textContent = group.label;
      holder.setAttribute("aria-labelledby", title.id);
      holder.append(title);
      for (const item of group.items) {
        const option = document.createElement("div");
        option.setAttribute("role", "option");
        option.id = `palette-${items.length}`;
        option.textContent = item.label;
        if (item.note) {
          const note = document.createElement("span");
          note.textContent = item.note;
          option.append(note);
        }
        const index = items.push(item) - 1;
        option.addEventListener("click", () => run(index));
        option.addEventListener("pointermove", () => point(index));
        holder.append(option);
      }
      list!.append(holder);
    }
    if (items.length === 0) {
      const none = document.createElement("p");
      none.className = "empty";
      none.textContent = words("noneFound");
      list!.append(none);
    }
    point(0);
  }

  function point(index: number): void {
    at = Math.min(Math.max(index, 0), Math.max(items.length - 1, 0));
    for (const option of list!.querySelectorAll("[role=option]")) {
      const is = option.id === `palette-${at}`;
      option.setAttribute("aria-selected", String(is));
      if (is) option.scrollIntoView({ block: "nearest" });
    }
    input!.setAttribute("aria-activedescendant", items.length ? `palette-${at}` : "");
  }

  function run(index: number): void {
    const item = items[index];
    if (!item) return;
    (dialog as HTMLDialogElement).close();
    if (item.url) location.assign(item.url);
    else item.press?.();
  }

  function look(): void {
    const query = input!.value.trim();
    const near: Group[] = [
      { label: words("actions"), items: query ? doing.filter((item) => matches(item.label, query)) : doing.slice(0, 6) },
      { label: words("pages"), items: known.filter((item) => matches(item.label, query)) },
    ];
    draw(near);
    asked?.abort();
    clearTimeout(waiting);
    const url = (dialog as HTMLDialogElement).dataset.searchUrl;
    if (!url || query.length < 2) return;
    waiting = window.setTimeout(async () => {
      asked = new AbortController();
      try {
        // Posted, so that no name is ever part of an address.
        const answer = await fetch(url, {
          method: "POST",
          headers: { Accept: "application/json", "X-CSRFToken": csrf() },
          body: new URLSearchParams({ q: query }),
          signal: asked.signal,
        });
        const found = (await answer.json()) as { groups?: Group[] };
        if (input!.value.trim() === query) draw([...(found.groups ?? []), ...near]);
      } catch {
        // aborted by the next letter, or no answer: what is near stays
      }
    }, 140);
  }

  function show(): void {
    known = pages();
    doing = actions();
    input!.value = "";
    (dialog as HTMLDialogElement).showModal();
    look();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if ((dialog as HTMLDialogElement).open) (dialog as HTMLDialogElement).close();
    else show();
  });
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      point((at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % Math.max(items.length, 1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(at);
    }
  });
}
