import { generationSettingsSchema } from "@assetql/contract";
import { z } from "zod";
import { numeric } from "../../option-values.ts";

export const DEFAULT_OUT = "demo-out";
export const DEFAULT_SAMPLE_STYLE = "watercolour";
/** Half the API's default side: the demo then takes about a minute on two cores. */
const DEFAULT_SIZE = 512;

export const demoOptions = z.object({
  rows: numeric(z.int().min(1).max(100_000).optional()),
  out: z.string().min(1).default(DEFAULT_OUT),
  csv: z.string().optional(),
  template: z.string().min(1).optional(),
  style: z.array(z.string()).optional(),
  sampleStyle: z.string().optional(),
  size: numeric(z.int().min(64).max(2048).default(DEFAULT_SIZE)),
  seed: numeric(generationSettingsSchema.shape.seed),
});
export type DemoOptions = z.output<typeof demoOptions>;
