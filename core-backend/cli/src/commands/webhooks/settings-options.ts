import { webhookEventTypes, webhookSignatures } from "@assetql/contract";
import { z } from "zod";

const RATE_WORDS = "must be off or a number from 1 to 1000";

/** `off`, or how many a second. */
export const rateOption = z
  .string()
  .trim()
  .regex(/^(off|[1-9]\d{0,2}|1000)$/, RATE_WORDS)
  .transform((text) => (text === "off" ? null : Number(text)))
  .optional();

export const eventsOption = z
  .array(z.enum(webhookEventTypes, { error: "must be event types; `assetql webhooks events` shows them" }))
  .min(1)
  .optional();

export const signatureOption = z.enum(webhookSignatures).optional();
