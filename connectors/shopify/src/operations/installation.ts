import { z } from "zod";
import { operation } from "../client/operation.ts";

/** Whether the app is let in, to what, and whose shop it is. */
export const installation = operation<Record<string, never>>()({
  name: "Installation",
  document: `
  query Installation {
    currentAppInstallation { accessScopes { handle } }
    shop { name myshopifyDomain plan { publicDisplayName } }
  }`,
  schema: z.object({
    currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
    shop: z.object({
      name: z.string(),
      myshopifyDomain: z.string(),
      plan: z.object({ publicDisplayName: z.string() }),
    }),
  }),
});
