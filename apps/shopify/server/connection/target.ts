import { ApiProblemError, type Client } from "@assetql/client";
import { SHOPIFY } from "../host/connector-name.ts";

/**
 * The shop as a target of a workspace, which is made unless it is there: a shop that comes back finds what it had
 * published. Of several it is always the first, whatever others have made since.
 */
export async function ensureTarget(
  admin: Client,
  { shop, shopName, since }: { readonly shop: string; readonly shopName: string; readonly since: number },
): Promise<string> {
  let oldest: string | undefined;
  for await (const { id, connector, config } of admin.targets.listAll({ limit: 200 })) {
    if (connector === SHOPIFY && config.shop === shop) oldest = id;
  }
  if (oldest !== undefined) return oldest;
  // Two who find none at the same moment make one; after a shop has come back, another.
  let idempotencyKey = `shopify-target-${shop}-${since}`;
  for (;;) {
    const { id } = await admin.targets.create(
      { name: shopName.slice(0, 120), connector: SHOPIFY, config: { shop } },
      { idempotencyKey },
    );
    if (await isThere(admin, id)) return id;
    // Somebody has deleted it since, and the hub remembers the answer for longer than the target.
    idempotencyKey = `shopify-target-${shop}-after-${id}`;
  }
}

/** Whether the workspace has a target, which anybody who is an admin there may delete. */
export async function isThere(admin: Client, id: string): Promise<boolean> {
  try {
    await admin.targets.get(id);
    return true;
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === "not-found") return false;
    throw error;
  }
}
