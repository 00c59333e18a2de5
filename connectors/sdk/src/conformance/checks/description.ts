import assert from "node:assert/strict";
import type { Item } from "@assetql/contract";
import { itemSchema } from "@assetql/contract";
import { announcedManifest } from "../../host/announce.ts";
import type { ConnectorHarness } from "../harness.ts";
import { madeAsset, nextVersion } from "../made-asset.ts";
import { openRig } from "../rig.ts";
import type { Check } from "./check.ts";

const MAX_PAGES = 1_000;

export const description: readonly Check[] = [
  {
    name: "the manifest can be announced, and names each field once",
    async run({ connector }) {
      const { fields, configSchema, deletions } = announcedManifest(connector);
      assert.equal(configSchema.type, "object", "the settings are an object");
      const names = fields.map(({ name }) => name);
      assert.deepEqual([...new Set(names)], names, "no field is named twice");
      assert.ok(names.length > 0, "there is a field to write");
      assert.deepEqual([...new Set(deletions)], deletions);
      assert.ok(deletions.includes("keep"), "images can always be kept");
    },
  },
  {
    name: "what is done at the end of an apply is done by one function",
    async run({ connector: { settle, commit } }) {
      assert.ok(settle === undefined || commit === undefined, "settle, or commit: not both");
    },
  },
  {
    name: "settings that are not right are told by their member, and not by throwing",
    async run(harness) {
      const rig = await openRig(harness);
      const [required] = requiredSettings(harness);
      if (required === undefined) return;
      const config = { ...harness.config() };
      delete config[required];
      const broken = await openRig({ ...harness, config: () => config });
      broken.hub.offer("check");
      await broken.run();
      const { health } = broken.hub.lastResult ?? {};
      assert.equal(health?.status, "failing");
      assert.equal(health?.code, "config-invalid");
      assert.match(health?.detail ?? "", new RegExp(required), "the setting is named");
      rig.hub.offer("check");
      await rig.run();
      assert.equal(rig.hub.lastResult?.health?.status, "ok", rig.hub.lastResult?.health?.detail);
    },
  },
  {
    name: "a check of a good target is good",
    async run(harness) {
      const rig = await openRig(harness);
      rig.hub.offer("check");
      await rig.run();
      const { health } = rig.hub.lastResult ?? {};
      assert.equal(health?.status, "ok", `${health?.code}: ${health?.detail}`);
      assert.equal(health?.code, null);
    },
  },
  {
    name: "what is desired is of the manifest's fields, the same each time, under the asset's id",
    async run(harness) {
      const rig = await openRig(harness);
      const made = madeAsset(1);
      const asset = harness.asset?.(made, 1) ?? made;
      const mapping = harness.mapping ?? { rows: {}, publish: {} };
      const desire = () => harness.connector.desire(rig.context(), asset, mapping);
      const desired = desire();
      assert.deepEqual(desire(), desired, "asked twice, it says the same");
      assert.equal(desired.externalId, asset.id, "the ledger finds it by the asset's id");
      const known = new Set(harness.connector.manifest.fields.map(({ name }) => name));
      const unknown = Object.keys(desired.fields).filter((name) => !known.has(name));
      assert.deepEqual(unknown, [], "every field is named by the manifest");
      for (const place of desired.places ?? [])
        assert.ok(Object.hasOwn(desired.fields, place), `${place} is a field`);
      const next = harness.connector.desire(rig.context(), nextVersion(asset), mapping);
      assert.notDeepEqual(
        next.fields,
        desired.fields,
        "another version of the image can be told from this one",
      );
      assert.equal(next.externalId, desired.externalId, "versions of an image are the same thing");
    },
  },
  {
    name: "items come in the same order each time, none twice",
    async run(harness) {
      const first = await listItems(harness);
      const second = await listItems(harness);
      const ids = first.map(({ id }) => id);
      assert.deepEqual(
        second.map(({ id }) => id),
        ids,
        "the order does not change",
      );
      assert.equal(new Set(ids).size, ids.length, "no item comes twice");
      for (const item of first) itemSchema.parse(item);
      const known = new Set(ids);
      for (const { id } of harness.items ?? []) assert.ok(known.has(id), `the item ${id} is listed`);
      const { itemFields } = harness.connector.manifest;
      for (const { id, fields } of first) {
        for (const name of itemFields)
          assert.ok(Object.hasOwn(fields, name), `item ${id} has the field ${name}`);
      }
    },
  },
];

/** Through a host, page by page. */
async function listItems(harness: ConnectorHarness): Promise<Item[]> {
  const rig = await openRig(harness);
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    rig.hub.offer("items", { items: { query: {}, ...(cursor === undefined ? {} : { cursor }) } });
    await rig.run();
    const { items: found, problem } = rig.hub.lastResult ?? {};
    assert.equal(problem, undefined, problem?.detail);
    items.push(...(found?.items ?? []));
    cursor = found?.cursor;
    if (cursor === undefined) return items;
  }
  throw new assert.AssertionError({ message: `after ${MAX_PAGES} pages there is still another one` });
}

function requiredSettings({ connector }: ConnectorHarness): string[] {
  const { required } = announcedManifest(connector).configSchema;
  return Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
}
