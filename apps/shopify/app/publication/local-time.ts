/** A day and a time as fields of a form have them, in the browser's own time zone. */
export interface LocalTime {
  /** `2026-11-28` */
  readonly date: string;
  /** `09:30` */
  readonly time: string;
}

/** Milliseconds since 1970; undefined for what is no time. */
export function instantOf({ date, time }: LocalTime): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return undefined;
  const at = new Date(`${date}T${time}`).getTime();
  return Number.isNaN(at) ? undefined : at;
}

export function localTimeOf(at: number): LocalTime {
  const local = new Date(at);
  const two = (number: number): string => String(number).padStart(2, "0");
  return {
    date: `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`,
    time: `${two(local.getHours())}:${two(local.getMinutes())}`,
  };
}

/** A whole hour, at least an hour away: what a form begins with. */
export function nextHour(now: number): LocalTime {
  const HOUR = 3_600_000;
  return localTimeOf(Math.ceil((now + HOUR) / HOUR) * HOUR);
}

export type TimeProblem = "missing" | "past" | "too-far" | "before-apply";

const MOST_DAYS = 366;

interface Wanted {
  readonly now: number;
  /** Of publishing; null for at once. */
  readonly applyAt: LocalTime | null;
  /** Of taking back; null for never. */
  readonly revertAt: LocalTime | null;
}

/** What is wrong with the times, if anything is; as the hub would say it. */
export function timeProblems({ now, applyAt, revertAt }: Wanted): {
  readonly apply?: TimeProblem;
  readonly revert?: TimeProblem;
} {
  const apply = applyAt === null ? undefined : problemOf(applyAt, now);
  const from = applyAt === null ? now : (instantOf(applyAt) ?? now);
  const own = revertAt === null ? undefined : problemOf(revertAt, now);
  const isEarly = revertAt !== null && own === undefined && (instantOf(revertAt) ?? 0) <= from;
  const revert = isEarly ? "before-apply" : own;
  return { ...(apply === undefined ? {} : { apply }), ...(revert === undefined ? {} : { revert }) };
}

function problemOf(wanted: LocalTime, now: number): TimeProblem | undefined {
  const at = instantOf(wanted);
  if (at === undefined) return "missing";
  if (at <= now) return "past";
  return at > now + MOST_DAYS * 86_400_000 ? "too-far" : undefined;
}
