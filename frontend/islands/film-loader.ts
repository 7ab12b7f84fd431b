/** Fetches the film viewer only where a page has films to look at, and only once they come into view. */

export function startFilms(): void {
  const known = new WeakSet<Element>();
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) void load(entry.target as HTMLElement);
  }, { rootMargin: "200px" });
  const look = (root: ParentNode): void => {
    const itself = root instanceof Element && root.matches("film-viewer") ? [root] : [];
    for (const element of [...itself, ...root.querySelectorAll("film-viewer")]) {
      if (known.has(element)) continue;
      known.add(element);
      watch.observe(element);
    }
  };
  look(document);
  document.addEventListener("htmx:load", (event) => look((event as CustomEvent<{ elt: Element }>).detail.elt));
  document.addEventListener("click", (event) => {
    const opener = (event.target as Element).closest<HTMLElement>("[data-opens-film]");
    const viewer = document.querySelector<HTMLElement>("film-viewer");
    if (!opener || !viewer) return;
    event.preventDefault();
    viewer.dataset.open = opener.dataset.opensFilm;
    void load(viewer);
    viewer.scrollIntoView({ block: "center" });
    viewer.focus();
  });
}

/** Every film of the page, whether anybody has scrolled there or not; done when each is shown, or cannot be. */
export async function showFilms(): Promise<void> {
  const viewers = [...document.querySelectorAll<HTMLElement & { shown?: Promise<unknown> }>("film-viewer")];
  await Promise.all(viewers.map(async (viewer) => {
    await load(viewer);
    await viewer.shown;
  }));
}

async function load(element: HTMLElement): Promise<void> {
  const { script, style } = element.dataset;
  if (style && !document.querySelector(`link[href="${CSS.escape(style)}"]`)) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = style;
    document.head.append(link);
  }
  if (script) await import(script);
}
