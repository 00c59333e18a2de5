import { z } from "zod";
import { domainEventSchema } from "../events.ts";

const seqSchema = z.int().nonnegative();

/** An event as clients get it: with its number in the workspace's log, which counts up by one. */
export const liveEventSchema = z
  .object({ seq: z.int().positive(), event: domainEventSchema })
  .meta({ id: "LiveEvent" });
export type LiveEvent = z.infer<typeof liveEventSchema>;

export const liveEventPageSchema = z
  .object({
    events: z.array(liveEventSchema).describe("In order; those of the asked batch or asset only"),
    lastSeq: seqSchema.describe("Every event up to this number was looked at: go on with it as `after`"),
    oldestSeq: seqSchema.describe(
      "Number of the oldest event that is kept. When it is beyond `after` + 1, or `lastSeq` is below `after`, what came between is not kept: read the resources again",
    ),
    more: z.boolean().describe("There are more events: ask again at once"),
  })
  .meta({ id: "LiveEventPage" });
export type LiveEventPage = z.infer<typeof liveEventPageSchema>;
