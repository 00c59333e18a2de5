import { z } from "zod";

/** Networks, addresses and hosts; the hub checks each when it starts. */
export const networksSchema = z.array(z.string().trim().min(1));

/** The same, in one text with spaces or commas between. */
export const networksTextSchema = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ""))
  .pipe(networksSchema);
