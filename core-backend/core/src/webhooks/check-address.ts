import { ProblemError } from "@assetql/contract";
import type { CoreDeps } from "../deps.ts";
import { WebhookAddressError } from "../ports/index.ts";

/** Throws the problem `webhook-address` for an address that nothing is sent to; the same check stands before each try. */
export async function checkAddress({ webhooks }: Pick<CoreDeps, "webhooks">, url: string): Promise<void> {
  try {
    await webhooks.check(url);
  } catch (error) {
    if (error instanceof WebhookAddressError) throw new ProblemError("webhook-address", error.message);
    throw error;
  }
}
