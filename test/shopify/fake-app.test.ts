import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { call, send, shopify, start, type Tree } from "./fake-calls.ts";

describe("billing", () => {
  const BEGIN = `mutation B($items: [AppSubscriptionLineItemInput!]!) {
    appSubscriptionCreate(name: "Images", returnUrl: "https://app.test/done", test: true, lineItems: $items) {
      appSubscription { id status lineItems { id } } confirmationUrl userErrors { message } } }`;
  const CHARGE = `mutation C($id: ID!, $price: MoneyInput!, $key: String) {
    appUsageRecordCreate(subscriptionLineItemId: $id, price: $price, description: "Images", idempotencyKey: $key) {
      appUsageRecord { id } userErrors { message } } }`;
  const ACTIVE = `{ currentAppInstallation { activeSubscriptions { id status lineItems { plan { pricingDetails {
    ... on AppUsagePricing { balanceUsed { amount } cappedAmount { amount currencyCode } } } } } } } }`;

  it("waits for the merchant, never charges twice for a key, and stops at the cap", async () => {
    await start();
    const cappedAmount = { amount: "1.00", currencyCode: "EUR" };
    const items = [{ plan: { appUsagePricingDetails: { cappedAmount, terms: "0.40 an image" } } }];
    const { appSubscription, confirmationUrl } = (await call(BEGIN, { items })).data.appSubscriptionCreate;
    const [{ id }] = appSubscription.lineItems;
    const charge = async (key: string) =>
      (await call(CHARGE, { id, key, price: { amount: "0.40", currencyCode: "EUR" } })).data
        .appUsageRecordCreate;
    expect(appSubscription.status).toBe("PENDING");
    expect((await charge("early")).userErrors).toHaveLength(1);
    const page = await shopify.handle(new Request(confirmationUrl));
    expect(await page.text()).toContain("Approve");
    const body = new URLSearchParams({ decision: "approve" });
    const back = await shopify.handle(new Request(confirmationUrl, { method: "POST", body }));
    expect(back.headers.get("location")).toMatch(/^https:\/\/app\.test\/done\?charge_id=\d+$/);
    const first = await charge("one");
    expect((await charge("one")).appUsageRecord).toEqual(first.appUsageRecord);
    await charge("two");
    expect((await charge("three")).userErrors[0].message).toBe("Total price exceeds balance remaining");
    const [active] = (await call(ACTIVE)).data.currentAppInstallation.activeSubscriptions;
    expect(active.lineItems[0].plan.pricingDetails.balanceUsed).toEqual({ amount: "0.80" });
    const CANCEL =
      "mutation X($id: ID!) { appSubscriptionCancel(id: $id) { appSubscription { status } userErrors { message } } }";
    const cancelled = await call(CANCEL, { id: appSubscription.id });
    expect(cancelled.data.appSubscriptionCancel.appSubscription.status).toBe("CANCELLED");
  });
});

describe("tokens", () => {
  const sessionToken = (claims: Record<string, unknown> = {}, secret = shopify.clientSecret) => {
    const now = Math.floor(Date.now() / 1000);
    const origin = `https://${shopify.shop}`;
    const own = {
      iss: `${origin}/admin`,
      dest: origin,
      aud: shopify.clientId,
      sub: "1",
      nbf: now - 1,
      exp: now + 60,
    };
    return new SignJWT({ ...own, ...claims })
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode(secret));
  };
  const ask = async (body: Record<string, unknown>) => {
    const own = { client_id: shopify.clientId, client_secret: shopify.clientSecret };
    const response = await shopify.handle(
      new Request(`https://${shopify.shop}/admin/oauth/access_token`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...own, ...body }),
      }),
    );
    return { status: response.status, body: (await response.json()) as Tree };
  };
  const exchange = async (kind: "online" | "offline", subject: string, rest: Record<string, unknown> = {}) =>
    ask({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: subject,
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: `urn:shopify:params:oauth:token-type:${kind}-access-token`,
      ...rest,
    });
  const works = async (token: string) => (await send("{ shop { name } }", {}, { token })).status === 200;

  it("are exchanged for a session token that Shopify signed, and for no other", async () => {
    await start();
    const offline = await exchange("offline", await sessionToken());
    expect(offline.body).toEqual({ access_token: expect.any(String), scope: "write_products,write_files" });
    expect(await works(offline.body.access_token)).toBe(true);
    const online = await exchange("online", await sessionToken());
    expect(online.body.associated_user).toMatchObject({ id: 1, first_name: "Ada", locale: "en" });
    const wrong = [
      await sessionToken({}, "another secret of thirty-two bytes"),
      await sessionToken({ aud: "another-app" }),
      await sessionToken({ dest: "https://other.myshopify.com" }),
      await sessionToken({ exp: Math.floor(Date.now() / 1000) - 60 }),
      "nonsense",
    ];
    for (const token of wrong) {
      expect(await exchange("offline", token)).toMatchObject({
        status: 400,
        body: { error: "invalid_subject_token" },
      });
    }
    const stranger = await exchange("offline", await sessionToken(), { client_secret: "guessed" });
    expect(stranger).toMatchObject({ status: 401, body: { error: "invalid_client" } });
  });

  it("that expire are refreshed once, and the old one works no longer", async () => {
    await start();
    const { body } = await exchange("offline", await sessionToken(), { expiring: "1" });
    expect(body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 7_776_000 });
    const refresh = { grant_type: "refresh_token", refresh_token: body.refresh_token };
    const next = await ask(refresh);
    expect(await works(next.body.access_token)).toBe(true);
    expect(await works(body.access_token)).toBe(false);
    expect(await ask(refresh)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  it("end with the app's removal, of which a signed webhook tells", async () => {
    const received: { headers: IncomingMessage["headers"]; raw: string }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      received.push({ headers: request.headers, raw: Buffer.concat(chunks).toString("utf8") });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    await start({ webhookUrl: (topic) => `http://127.0.0.1:${port}/webhooks?topic=${topic}` });
    const { token } = shopify.issueToken();
    await shopify.uninstall();
    await new Promise((resolve) => server.close(resolve));
    expect(await works(token)).toBe(false);
    const [{ headers, raw } = { headers: {}, raw: "" }] = received;
    expect(headers).toMatchObject({
      "x-shopify-topic": "app/uninstalled",
      "x-shopify-shop-domain": shopify.shop,
    });
    const hmac = createHmac("sha256", shopify.clientSecret).update(raw).digest("base64");
    expect(headers["x-shopify-hmac-sha256"]).toBe(hmac);
    expect(JSON.parse(raw)).toMatchObject({ myshopify_domain: shopify.shop });
  });
});
