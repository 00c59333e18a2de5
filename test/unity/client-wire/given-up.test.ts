import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { bridgeCalls } from "@assetql/contract";
import { textureMeta } from "@assetql/export-formats";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { skippedBecause } from "../../support/programs.ts";
import { Rig } from "./rig.ts";
import { type ScriptedBridge, startScriptedBridge } from "./scripted-bridge.ts";
import { PULL } from "./send-image.ts";
import { monoIsMissing } from "./wire-checks.ts";

let rig: Rig;
beforeEach(() => {
  rig = new Rig();
});
afterEach(() => rig.close());

const image = randomBytes(200_000);
const content = { bytes: image.byteLength, crc32: crc32(image).toString(16).padStart(8, "0") };
const asset = { pullId: PULL, externalId: "ast_0" };
const path = "Assets/AssetQL/Potions/Textures/mana.png";
const settings = { textureType: "sprite", pixelsPerUnit: 100, filterMode: "bilinear" } as const;

/** Calls the editor for one image, again and again, as transfers of other numbers. */
function caller(bridge: ScriptedBridge) {
  let calls = 0;
  const call = async (type: string, payload: object) => {
    calls += 1;
    bridge.call(`c${calls}`, type, payload);
    const answer = await bridge.answerTo(`c${calls}`);
    return "payload" in answer ? answer.payload : {};
  };
  return {
    call,
    offer: async (transfer: number) =>
      bridgeCalls["files.offer"].result.parse(
        await call("files.offer", { transfer, ...content, ...asset, path }),
      ),
    send: (transfer: number, from: number, to: number) =>
      bridge.sendFrame({ transfer, offset: from, isLast: to === image.byteLength }, image.subarray(from, to)),
    stage: (guid: string) =>
      call("files.stage", {
        ...asset,
        guid,
        path,
        content: { ...content, image: "sha256:one" },
        meta: textureMeta(guid, { width: 64, height: 64, ...settings }),
        settings: {},
        fields: {},
        mapping: { assetId: "ast_0", guid },
      }),
  };
}

describe.skipIf(skippedBecause("images that are given up", monoIsMissing))(
  "an image that is given up",
  () => {
    it("goes on under another number, and can come again when it was taken back", async () => {
      const bridge = rig.add(await startScriptedBridge());
      const editor = await rig.editor({ address: bridge.address, token: "t".repeat(43) });
      await editor.connect();
      const { call, offer, send, stage } = caller(bridge);

      // A pull that is paused in the middle of an image, and resumed.
      const { guid } = await offer(1);
      send(1, 0, 80_000);
      expect(await offer(2)).toMatchObject({ offset: 80_000, guid });
      send(2, 80_000, image.byteLength);
      expect(await stage(guid)).toEqual({});
      expect(await call("import.commit", { pullId: PULL, externalIds: ["ast_0"] })).toEqual({ failed: [] });

      // It is undone, and pulled once more.
      await call("import.restore", { ...asset, guid, fields: {}, remove: true });
      expect(await offer(3)).toMatchObject({ offset: 0 });
      send(3, 0, image.byteLength);
      expect(await stage(guid)).toEqual({});
      expect(await call("import.commit", { pullId: PULL, externalIds: ["ast_0"] })).toEqual({ failed: [] });
      expect(bridge.sockets).toHaveLength(1);
    });

    it("may still have frames under way, which are let go and credited", async () => {
      const bridge = rig.add(await startScriptedBridge());
      const editor = await rig.editor({ address: bridge.address, token: "t".repeat(43) });
      await editor.connect();
      const { offer, send, stage } = caller(bridge);
      const { guid } = await offer(1);
      send(1, 0, 80_000);
      await offer(2);
      send(1, 80_000, 100_000);
      send(2, 80_000, image.byteLength);
      expect(await stage(guid)).toEqual({});
      expect(bridge.sockets).toHaveLength(1);
    });
  },
);
