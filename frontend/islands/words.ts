/** The few words that scripts say: written by the page in its language (shared/words.html), with plain English behind them. */

const FALLBACK: Record<string, string> = {
  dueNow: "due now", minLate: "{n} min late", hLate: "{n} h late", dayLate: "1 day late", daysLate: "{n} days late",
  inMin: "in {n} min", inH: "in {n} h", today: "today {t}", tomorrow: "tomorrow {t}",
  saving: "saving", savedJust: "saved just now", savedS: "saved {n} s ago", savedMin: "saved {n} min ago",
  notSaved: "not saved yet, trying again", changedElsewhere: "changed by somebody else: not saved",
  offlineKept: "no connection: kept in this tab only, saved as soon as it is back",
  signedOut: "you were signed out: sign in in another tab, then reload this page; what you typed comes back",
  signedOutHere: "you were signed out: sign in in another tab, then send this once more; what you typed stays here",
  signIn: "Sign in in another tab",
  afterFiles: "Files are still on their way. This goes out as soon as they are there.",
  teethChosen: "{n} teeth", minLeft: "{n} min left", sLeft: "{n} s left",
};

/** Words for a name, with {n} and {t} filled in. */
export function words(name: string, fill: Record<string, string | number> = {}): string {
  const given = typeof document === "undefined" ? undefined : document.getElementById("words")?.dataset[name];
  const text = given ?? FALLBACK[name] ?? name;
  return text.replace(/\{(\w)\}/g, (_, key: string) => String(fill[key] ?? ""));
}
