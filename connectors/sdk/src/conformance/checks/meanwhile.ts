import assert from "node:assert/strict";
import type { PublishableAsset } from "@assetql/contract";
import { fieldOf } from "../../compare/index.ts";
import type { ConnectorHarness } from "../harness.ts";
import { madeAsset } from "../made-asset.ts";
import { openRig, type Rig } from "../rig.ts";
import type { Check } from "./check.ts";
import * as expect from "./expect.ts";
import { updating } from "./scenes.ts";
import { failEverywhere, interruption, overload } from "./trouble.ts";

/** The harness with a mapping that leaves one field to the editors; none where the connector writes it in any case. */
async function leftAlone(harness: ConnectorHarness, field: string): Promise<ConnectorHarness | undefined> {
  const { rows = {}, publish = {} } = harness.mapping ?? {};
  const mapping = { rows, publish: { ...publish, [field]: "" } };
  const { context } = await openRig(harness);
  const made = madeAsset(1);
  const asset = harness.asset?.(made, 1) ?? made;
  const desired = harness.connector.desire(context(), asset, mapping);
  const isNamed = field in desired.fields || desired.places?.includes(field);
  return isNamed ? undefined : { ...harness, mapping };
}

const onlyAsset = ({ hub }: Rig): PublishableAsset => {
  const [asset] = hub.assetsById.values();
  assert.ok(asset);
  return asset;
};

/** While an update is tried in vain, an editor changes a field that it does not write; undo leaves that as it is. */
async function keptByUndo(harness: ConnectorHarness, field: string): Promise<void> {
  for (const trouble of [overload, interruption]) {
    const meanwhile = async (rig: Rig): Promise<void> => {
      await harness.editRemotely(expect.remoteIdOf(rig, onlyAsset(rig)), field);
    };
    await failEverywhere(harness, { staging: updating, trouble, meanwhile }, async ({ rig, when }) => {
      const [kept] = rig.hub.changesById.values();
      if (kept?.change.state !== "failed") return;
      const edited = fieldOf(await rig.snapshot(onlyAsset(rig)), field);
      await rig.revert();
      const is = fieldOf(await rig.snapshot(onlyAsset(rig)), field);
      assert.deepEqual(is, edited, `${when}, undo keeps the ${field} that an editor gave it meanwhile`);
    });
  }
}

export const meanwhile: readonly Check[] = [
  {
    name: "what an editor changes in a field that no plan names, while an update is tried in vain, is kept by undo",
    async run(harness) {
      for (const field of harness.editable) {
        const alone = await leftAlone(harness, field);
        if (alone !== undefined) return keptByUndo(alone, field);
      }
    },
  },
];
