/** The scale of the hour grid: what lies where. */

export const PER_MINUTE = 1.6;
/** Room above the first hour for its own label. */
export const HEAD = 12;

export interface Span {
  start: number;
  end: number;
}

/** "10:15" as minutes since midnight. */
export function minutesOf(clock: string | undefined): number {
  const [hours = "0", minutes = "0"] = (clock ?? "").split(":");
  return Number(hours) * 60 + Number(minutes);
}
