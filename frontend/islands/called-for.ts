import { still } from "./stillness.ts";

/**
 * Questions that follow from others: `data-shown-when="swelling trauma"` shows an element once one of these is there, as in
 * `rules/forms/answers.py`: a sign answered with yes, the procedure, `field:code`, `alert:code`. What somebody has answered stays.
 * Without script everything is shown.
 */
export function calledFor(form: HTMLElement): void {
  const look = (): void => {
    const present = presentIn(form);
    for (const question of form.querySelectorAll<HTMLElement>("[data-shown-when]")) {
      const names = (question.dataset.shownWhen ?? "").split(" ");
      question.hidden = !names.some((name) => present.has(name)) && !isAnswered(question);
    }
    for (const group of form.querySelectorAll<HTMLElement>("[data-group]")) {
      const asked = [...group.querySelectorAll<HTMLElement>(".finding, .field, [data-shown-when]")];
      group.hidden = asked.length > 0 && asked.every((question) => question.closest("[data-shown-when][hidden]"));
    }
  };
  form.addEventListener("change", () => still(look));
  form.addEventListener("restored", look);
  look();
}

/** What the answers so far say is there. */
function presentIn(form: HTMLElement): Set<string> {
  const present = new Set<string>();
  for (const input of form.querySelectorAll<HTMLInputElement>("input:checked")) {
    const { name, value } = input;
    if (name === "procedure") present.add(value);
    else if (name === "medical_alerts") present.add(`alert:${value}`);
    else if (name === "swelling_where") present.add("swelling");
    else if (name.startsWith("finding_") && value === "yes") present.add(name.slice(8));
    else if (name.startsWith("answer_") && value) present.add(`${name.slice(7)}:${value}`);
  }
  const only = form.querySelector<HTMLInputElement>('input[type="hidden"][name="procedure"]');
  if (only) present.add(only.value);
  return present;
}

function isAnswered(question: HTMLElement): boolean {
  return [...question.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")].some((input) =>
    input instanceof HTMLInputElement && (input.type === "radio" || input.type === "checkbox") ? input.checked && input.value !== "" : input.value !== "",
  );
}
