import { type GenerationSettingsInput, generationSettingsSchema } from "@assetql/contract";
import { z } from "zod";
import { numeric } from "../../option-values.ts";

const settings = generationSettingsSchema.shape;

/** The options of `batch create` that set how images are made; the contract says what each may be. */
export const settingsOptions = z.object({
  width: numeric(settings.width),
  height: numeric(settings.height),
  quality: settings.quality,
  model: settings.model,
  negativePrompt: settings.negativePrompt,
  steps: numeric(settings.steps),
  guidanceScale: numeric(settings.guidanceScale),
  seed: numeric(settings.seed),
  threshold: numeric(settings.threshold),
  priority: settings.priority,
  gate: z.boolean().default(true),
});

export function settingsFrom({
  gate,
  ...options
}: z.output<typeof settingsOptions>): GenerationSettingsInput {
  return { ...options, styleGate: gate ? "on" : "off" };
}
