import { createClient } from "@assetql/client";
import { webhookCatalogue, webhookEventSchema, webhookPayloadOf } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type ApiHome, makeStyle, openApiHome, problemOf } from "../api/api-home.ts";
import { until } from "../support/until.ts";
import { startTestReceiver, type TestReceiver } from "./receiver.ts";

let home: ApiHome;
let receiver: TestReceiver;
beforeAll(async () => {
  home = await openApiHome();
  home.work();
  receiver = await startTestReceiver();
});
afterAll(async () => {
  await receiver.close();
  await home.dispose();
});

const client = (key = home.keys.admin) =>
  createClient({
    baseUrl: "http://hub.test",
    apiKey: key,
    WebSocket: null,
    fetch: async (input, init) => home.app.request(input instanceof Request ? input : String(input), init),
  });

describe("who may what", () => {
  it("lets admins change, and everybody of the workspace look", async () => {
    const { id } = await client().webhooks.create({ url: receiver.url });
    for (const key of [home.keys.viewer, home.keys.creator]) {
      expect((await client(key).webhooks.get(id)).id).toBe(id);
      expect((await client(key).webhooks.deliveries(id)).items).toEqual([]);
      for (const change of [
        () => client(key).webhooks.create({ url: receiver.url }),
        () => client(key).webhooks.update(id, { description: "mine" }),
        () => client(key).webhooks.rotate(id),
        () => client(key).webhooks.test(id),
        () => client(key).webhooks.recover(id, { since: 0 }),
        () => client(key).webhooks.delete(id),
      ]) {
        await expect(change()).rejects.toMatchObject({ problem: { code: "forbidden" } });
      }
    }
    await client().webhooks.delete(id);
  });

  it("shows a secret once, and never again", async () => {
    const created = await client().webhooks.create({ url: `${receiver.url}?token=of-the-partner` });
    const rotated = await client().webhooks.rotate(created.id);
    await client().webhooks.test(created.id);
    const [delivery] = (await client().webhooks.deliveries(created.id)).items;
    const told = JSON.stringify([
      await client().webhooks.get(created.id),
      await client().webhooks.list(),
      delivery && (await client().webhooks.delivery(created.id, delivery.id)),
      await client().audit.list(),
      home.lines,
    ]);
    for (const { secret } of [created, rotated]) {
      expect(secret).toMatch(/^whsec_/);
      expect(told).not.toContain(secret?.slice(6, 30));
    }
    expect(told).not.toMatch(/sealed|whsk_/);
    expect(JSON.stringify([await client().audit.list(), home.lines])).not.toContain("of-the-partner");
    await client().webhooks.delete(created.id);
  });
});

describe("addresses", () => {
  it.each([
    ["http://169.254.169.254/latest/meta-data", "169.254.169.254 is not an address of the internet"],
    ["http://[::ffff:10.0.0.1]/", "not an address of the internet"],
    ["http://0xa000001/", "10.0.0.1 is not an address"],
    ["ftp://partner.example/", "start with https:// or http://"],
    ["https://user:secret@partner.example/", "user name and the password"],
    ["http://no-such-host.invalid/", "cannot be found"],
    ["not an address", "no web address"],
  ])("refuses to save %s", async (url, words) => {
    const answer = await home.send("POST", "/api/v1/webhooks", { key: home.keys.admin, json: { url } });
    expect(answer.status).toBe(422);
    expect(await problemOf(answer)).toMatchObject({
      code: "webhook-address",
      detail: expect.stringContaining(words),
    });
    const { id } = await client().webhooks.create({ url: receiver.url });
    await expect(client().webhooks.update(id, { url })).rejects.toMatchObject({
      problem: { code: "webhook-address" },
    });
    expect((await client().webhooks.get(id)).url).toBe(receiver.url);
    await client().webhooks.delete(id);
  });

  it("refuses more webhooks than a workspace may have", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 50; count += 1)
      ids.push((await client().webhooks.create({ url: receiver.url })).id);
    await expect(client().webhooks.create({ url: receiver.url })).rejects.toMatchObject({
      problem: { code: "webhook-limit", status: 409 },
    });
    expect((await client().webhooks.list({ limit: 200 })).items).toHaveLength(50);
    for (const id of ids) await client().webhooks.delete(id);
  });
});

describe("the catalogue", () => {
  it("has a JSON schema and an example for each event, and the examples fit", async () => {
    const events = await client(home.keys.viewer).webhooks.events();
    expect(events.map(({ type }) => type)).toEqual(Object.keys(webhookCatalogue));
    for (const event of events) {
      webhookEventSchema.parse(event);
      expect(event.schema).toMatchObject({ type: "object", required: ["type", "timestamp", "data"] });
      z.fromJSONSchema(event.schema).parse(event.example);
    }
  });

  it("is what is sent: a batch is made, an image judged, a package exported", async () => {
    const api = client();
    const webhook = await api.webhooks.create({ url: receiver.url });
    const batch = await api.batches.create({
      name: "Catalogue",
      styleProfileId: await makeStyle(home),
      template: "A {a}",
      csv: "a\nmug\ncup\n",
      config: { width: 64, height: 64, styleGate: "off" },
    });
    await api.batches.watch(batch.id);
    const [one, other] = await until(async () => {
      const { items } = await api.assets.list({ batchId: batch.id });
      return items.length === 2 && items.every(({ status }) => status === "ready") ? items : undefined;
    });
    if (one === undefined || other === undefined) throw new Error("There are no assets");
    await api.assets.approve(one.id);
    await api.assets.reject(other.id, { note: "Too dark" });
    // No decision: nobody is told.
    await api.assets.update(one.id, { title: "Renamed" });
    await api.exports.create({ platform: "unity", batchId: batch.id, include: "all" });
    const wanted = [
      "asset.approved",
      "asset.ready",
      "asset.ready",
      "asset.rejected",
      "batch.completed",
      "export.completed",
    ];
    const bodies = await until(async () => {
      const found = receiver.bodies().filter(({ data }) => data.batchId === batch.id);
      return found.length >= wanted.length ? found : undefined;
    });
    expect(bodies.map(({ type }) => type).toSorted()).toEqual(wanted);
    const catalogue: Readonly<Record<string, { readonly data: z.ZodType }>> = webhookCatalogue;
    for (const body of bodies) {
      const schema = catalogue[body.type]?.data;
      if (schema === undefined) throw new Error(`${body.type} is in no catalogue`);
      webhookPayloadOf(body.type, schema).parse(body);
    }
    expect(bodies.find(({ type }) => type === "asset.rejected")?.data).toMatchObject({
      assetId: other.id,
      note: "Too dark",
      sku: null,
    });
    expect(JSON.stringify(bodies)).not.toMatch(/signature=|http:/);
    await api.webhooks.delete(webhook.id);
  });
});
