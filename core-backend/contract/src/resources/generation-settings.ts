import { z } from "zod";

export const qualities = ["draft", "standard", "high"] as const;
export const priorities = ["normal", "high"] as const;

const side = z.int().min(64).max(2048).describe("Pixels");

/** How a batch's images are made. Every member has a default. */
export const generationSettingsSchema = z
  .object({
    width: side.default(1024),
    height: side.default(1024),
    quality: z.enum(qualities).default("standard"),
    model: z
      .string()
      .min(1)
      .max(100)
      .default("default")
      .describe("A configured generator; `default` is the hub's"),
    negativePrompt: z.string().max(2_000).optional(),
    steps: z.int().min(1).max(150).default(30),
    guidanceScale: z.number().min(0).max(30).default(7),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .optional()
      .describe("Same batch, same seed, same images; chosen at submission when absent"),
    styleGate: z
      .enum(["on", "off"])
      .default("on")
      .describe("`off` scores images and keeps every one of them"),
    threshold: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe("Style score an image must reach; the style profile's own when absent"),
    priority: z.enum(priorities).default("normal"),
  })
  .meta({ id: "GenerationSettings" });
export type GenerationSettings = z.infer<typeof generationSettingsSchema>;
export type GenerationSettingsInput = z.input<typeof generationSettingsSchema>;
