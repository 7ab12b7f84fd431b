/** The token that proves a request comes from our own page; the cookie itself is out of reach of scripts. */
export function csrf(): string {
  return document.body.dataset.csrf ?? document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}
