/** Times that stay true while a page is open: due times, "saved ... ago", countdowns of holds. */
import { words } from "./words.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Local {
  date: string;
  year: string;
  hour: string;
}

/** A moment as a clock in this zone shows it. */
function localTime(when: Date, zone: string): Local {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "numeric", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(when);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? "";
  return { date: `${part("year")}-${part("month")}-${part("day")}`, year: part("year"), hour: clockWords(Number(part("hour")), part("minute")) };
}

/** A time of day as offices here write it: "4:30 PM". */
export function clockWords(hour: number, minute: string): string {
  return `${hour % 12 || 12}:${minute}\u00a0${hour % 24 < 12 ? "AM" : "PM"}`;
}

/** A full hour at the edge of a grid: "4 PM". */
export function hourWords(hour: number): string {
  return `${hour % 12 || 12} ${hour % 24 < 12 ? "AM" : "PM"}`;
}

/** A due time in words; says the same as `due_words` of the server. */
export function dueWords(when: Date, now: Date, zone: string, language = "en"): string {
  const apart = when.getTime() - now.getTime();
  const minutes = Math.floor(Math.abs(apart) / MINUTE);
  if (apart <= 0) return lateWords(minutes);
  if (apart < HOUR) return words("inMin", { n: Math.ceil(apart / MINUTE) });
  if (apart < 3 * HOUR) return words("inH", { n: Math.floor(minutes / 60) });
  const then = localTime(when, zone);
  const today = localTime(now, zone);
  const days = Math.round((Date.parse(then.date) - Date.parse(today.date)) / DAY);
  if (days === 0) return words("today", { t: then.hour });
  if (days === 1) return words("tomorrow", { t: then.hour });
  const named = (shape: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(language, { timeZone: zone, ...shape }).format(when);
  if (days < 7) return `${named({ weekday: "short" })} ${then.hour}`;
  const short = `${named({ month: "short" })} ${named({ day: "numeric" })}`;
  return then.year === today.year ? short : `${short}, ${then.year}`;
}

function lateWords(minutes: number): string {
  if (minutes < 1) return words("dueNow");
  if (minutes < 60) return words("minLate", { n: minutes });
  if (minutes < 24 * 60) return words("hLate", { n: Math.floor(minutes / 60) });
  const days = Math.floor(minutes / (24 * 60));
  return days === 1 ? words("dayLate") : words("daysLate", { n: days });
}

/** What is left of a hold: whole minutes, under two minutes seconds; null when it is over, undefined while it is far off. */
export function leftWords(until: Date, now: Date): string | null | undefined {
  const left = until.getTime() - now.getTime();
  if (left <= 0) return null;
  if (left > 90 * MINUTE) return undefined;
  return left < 2 * MINUTE ? words("sLeft", { n: Math.ceil(left / 1000) }) : words("minLeft", { n: Math.floor(left / MINUTE) });
}

/** The server's clock: the page tells its time, the browser counts from there. */
const told = typeof document === "undefined" ? undefined : document.documentElement.dataset.now;
const ahead = told ? Date.parse(told) - Date.now() : 0;

function serverNow(): Date {
  return new Date(Date.now() + ahead);
}

function tick(): void {
  const now = serverNow();
  const { zone = "UTC" } = document.documentElement.dataset;
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-due]")) {
    const when = new Date(time.dateTime);
    const said = dueWords(when, now, zone, document.documentElement.lang);
    if (time.textContent !== said) time.textContent = said;
    if ("plain" in time.dataset) continue;
    const apart = when.getTime() - now.getTime();
    time.classList.toggle("late", apart <= 0);
    time.classList.toggle("near", apart > 0 && apart < HOUR);
  }
}

function countDown(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-countdown]")) {
    const left = leftWords(new Date(time.dateTime), serverNow());
    if (left === undefined) continue;
    const said = left ?? time.dataset.over ?? "";
    if (time.textContent !== said) time.textContent = said;
    if (left === null) time.removeAttribute("data-countdown");
  }
}

/** Keeps all times of the page true. */
export function keepTimes(): void {
  tick();
  countDown();
  setInterval(tick, 30_000);
  setInterval(countDown, 1000);
  document.addEventListener("htmx:afterSettle", tick);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
}
