import { type Asset, assetIdSchema } from "@assetql/contract";
import { z } from "zod";
import type { AppSdk } from "../contentful/sdk-context.tsx";

/** What the dialog is opened with. */
export const dialogInputSchema = z.object({
  assetId: assetIdSchema,
  keepLabel: z.string().describe("Of the button that ends the dialog with `keep`"),
});
export type DialogInput = z.infer<typeof dialogInputSchema>;

const dialogResultSchema = z
  .object({ decision: z.enum(["keep", "reject", "none"]) })
  .nullable()
  .catch(null);
export type DialogResult = z.infer<typeof dialogResultSchema>;

/** Shows an image large; resolves to what was decided there, or null when the dialog was closed from outside. */
export async function openAsset(
  { dialogs }: Pick<AppSdk, "dialogs">,
  asset: Pick<Asset, "id" | "title">,
  keepLabel = "Approve",
): Promise<DialogResult> {
  const parameters = { assetId: asset.id, keepLabel } satisfies DialogInput;
  const result: unknown = await dialogs.openCurrentApp({
    title: asset.title,
    width: "fullWidth",
    minHeight: 640,
    shouldCloseOnOverlayClick: true,
    shouldCloseOnEscapePress: true,
    parameters: { ...parameters },
  });
  return dialogResultSchema.parse(result ?? null);
}
