import { ConnectorError, type Health } from "@assetql/connector-sdk";
import { clientOf } from "./client/client-of.ts";
import { installation } from "./operations/installation.ts";
import type { ShopContext } from "./publish/desk.ts";
import { shopifyScopes } from "./scopes.ts";

/** Whether the app is let into the shop, and to all that it needs. */
export async function checkShop(context: ShopContext): Promise<Health> {
  try {
    const { shop, currentAppInstallation } = await clientOf(context).call(installation, {});
    const granted = currentAppInstallation.accessScopes.map(({ handle }) => handle).sort();
    const facts = {
      shop: shop.name,
      address: shop.myshopifyDomain,
      plan: shop.plan.publicDisplayName,
      scopes: granted.join(", "),
    };
    const missing = shopifyScopes.filter((scope) => !granted.includes(scope));
    if (missing.length > 0) {
      const detail = `The app lacks permissions in this shop: ${missing.join(", ")}. Open the app in Shopify admin and agree to them.`;
      return { status: "failing", code: "permission-denied", detail, facts };
    }
    return { status: "ok", code: null, detail: `Connected to the shop “${shop.name}”.`, facts };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { status: "failing", code: error.code, detail: error.message.slice(0, 1_000), facts: {} };
  }
}
