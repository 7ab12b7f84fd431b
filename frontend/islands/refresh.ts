/** A part of a page that asks for itself again while something in it is still under way: `data-refresh` inside it names the address. */
import { mountIn } from "./mount.ts";

const EVERY = 1500;

export function refresh(part: HTMLElement): void {
  const look = async (): Promise<void> => {
    const url = part.querySelector<HTMLElement>("[data-refresh]")?.dataset.refresh;
    if (!part.isConnected) return;
    if (url && !document.hidden) {
      const answer = await fetch(url, { headers: { "X-Background": "1" }, credentials: "same-origin" }).catch(() => null);
      if (answer?.status === 200) {
        part.innerHTML = await answer.text();
        mountIn(part);
      }
    }
    setTimeout(() => void look(), EVERY);
  };
  void look();
}
