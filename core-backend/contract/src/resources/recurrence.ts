import { z } from "zod";

/** When something comes again: of schedules, and of the syncs of targets. */
export const cronSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe("Five fields, as in `30 7 * * MON-FRI`: minute, hour, day of the month, month, day of the week");

export const timeZoneSchema = z
  .string()
  .min(1)
  .max(60)
  .describe("The IANA time zone in which `cron` is read, as in `Europe/Berlin`");
