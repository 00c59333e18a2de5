import { z } from "zod";
import { uploadIdSchema } from "../ids.ts";
import { timestampSchema } from "../paging.ts";

export const uploadPurposes = ["style-reference", "csv"] as const;
export const UPLOAD_LIFETIME_SECONDS = 3600;

export const createUploadSchema = z
  .object({
    purpose: z.enum(uploadPurposes),
    name: z.string().min(1).max(200),
    bytes: z.int().positive().describe("Exact size of the file"),
  })
  .meta({ id: "CreateUpload" });
export type CreateUpload = z.infer<typeof createUploadSchema>;

export const uploadSchema = z
  .object({
    id: uploadIdSchema,
    purpose: z.enum(uploadPurposes),
    name: z.string(),
    bytes: z.int(),
    uploadUrl: z.string().describe("PUT the bytes here, once"),
    expiresAt: timestampSchema,
  })
  .meta({ id: "Upload" });
export type Upload = z.infer<typeof uploadSchema>;
