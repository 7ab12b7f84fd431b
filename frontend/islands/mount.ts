/** Islands: functions that make one element nicer once it is in the page, at first and after every swap. */

type Island = (element: HTMLElement) => void;

const known = new Map<string, Island>();
const mounted = new WeakMap<Element, Set<string>>();

/** Names an island; elements ask for it by `data-island="name"` (several names with spaces). */
export function island(name: string, mount: Island): void {
  known.set(name, mount);
}

/** Mounts every island in a part of the page, each element once. */
export function mountIn(root: ParentNode): void {
  const asking = [...root.querySelectorAll<HTMLElement>("[data-island]")];
  if (root instanceof HTMLElement && root.dataset.island) asking.unshift(root);
  for (const element of asking) {
    for (const name of (element.dataset.island ?? "").split(" ")) {
      const done = mounted.get(element) ?? new Set();
      const mount = known.get(name);
      if (!mount || done.has(name)) continue;
      mounted.set(element, done.add(name));
      mount(element);
    }
  }
  for (const hidden of root.querySelectorAll<HTMLElement>("[data-script-hides]")) hidden.hidden = true;
  for (const shown of root.querySelectorAll<HTMLElement>("[data-script-shows]")) shown.hidden = false;
}

/** Starts: mounts what is there and what htmx brings. */
export function start(): void {
  mountIn(document);
  document.addEventListener("htmx:load", (event) => {
    const element = (event as CustomEvent<{ elt: Element }>).detail.elt;
    mountIn(element);
  });
}
