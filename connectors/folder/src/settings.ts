import { z } from "zod";

/** Also as Windows has it. */
const FROM_THE_TOP = /^(\/|[A-Za-z]:[\\/]|\\\\)/;

export const configSchema = z.object({
  folder: z
    .string()
    .regex(FROM_THE_TOP, "must begin at the top, as in `/srv/shop/images`")
    .describe("Where the images go, from the top, as in `/srv/shop/images`"),
  format: z.enum(["png", "jpeg", "webp"]).default("png").describe("Of new images"),
  width: z.int().min(16).max(4096).optional().describe("Pixels; images are never enlarged"),
});
export type Config = z.infer<typeof configSchema>;

export interface FolderOptions {
  /** Folders within which targets may lie. Whoever runs the host names them; without any, nothing is written. */
  readonly allowedFolders: readonly string[];
}
