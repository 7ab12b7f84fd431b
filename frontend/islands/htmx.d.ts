/** The part of htmx that islands call. htmx itself comes from the django-htmx package and is loaded by the page. */
interface Htmx {
  ajax(verb: string, url: string, context: { target: string | Element; swap?: string; source?: Element }): Promise<void>;
  swap(target: string | Element, content: string, spec: { swapStyle: string }): void;
  process(element: Element): void;
  trigger(element: Element, name: string): void;
}

interface Window {
  htmx?: Htmx;
}
