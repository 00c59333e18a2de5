import { type Client, createClient } from "@assetql/client";
import { workspaceIdSchema } from "@assetql/contract";
import { createApiKey } from "@assetql/core";
import type { Hub } from "@assetql/embedded";
import { frameAddress } from "../support/shopify/admin/frame-address.ts";
import type { AdminUser, TokenIssuer } from "../support/shopify/admin/session-tokens.ts";
import type { AppProcess } from "./app-process.ts";

export interface ShopWorkspace {
  readonly workspaceId: string;
  readonly targetId: string;
  /** As an admin of the shop's workspace. */
  readonly client: Client;
}

interface Visitor {
  readonly app: AppProcess;
  readonly appUrl: string;
  readonly issuer: TokenIssuer;
  readonly user: AdminUser;
}

/** Headers of a browser, as a load balancer hands them on. */
export const asVisitor = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
  "x-forwarded-proto": "https",
  "x-forwarded-host": "app.assetql.test",
};

/** Opens the app once, as Shopify admin's frame does but without a browser. */
export async function visitOnce({ app, appUrl, issuer, user }: Visitor): Promise<void> {
  const address = new URL(
    await frameAddress({ path: "/app", search: new URLSearchParams() }, { issuer, appUrl, user }),
  );
  const response = await fetch(`${app.url}${address.pathname}${address.search}`, {
    headers: asVisitor,
    redirect: "manual",
  });
  await response.text();
  if (response.status !== 200)
    throw new Error(`The first visit was answered ${response.status}:\n${app.log()}`);
}

/** The workspace that the app has made for the shop, with a key of the tests' own. */
export async function shopWorkspace(hub: Hub, operator: Client): Promise<ShopWorkspace> {
  const own = new Set((await operator.workspaces.me()).workspaces.map(({ id }) => id));
  for await (const { id } of operator.workspaces.listAll({ limit: 100 })) {
    if (own.has(id)) continue;
    const workspaceId = workspaceIdSchema.parse(id);
    const key = await createApiKey(
      hub.core,
      { workspaceId, userId: "key_tests", role: "admin" },
      { name: "Tests", role: "admin" },
    );
    const client = createClient({ baseUrl: hub.url, apiKey: key.secret });
    const { items } = await client.targets.list();
    const target = items.find(({ connector }) => connector === "shopify");
    if (target !== undefined) return { workspaceId, targetId: target.id, client };
  }
  throw new Error("The app has made no workspace for the shop");
}
