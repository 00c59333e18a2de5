import { randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { publicationIdSchema } from "@assetql/contract";
import { type TextureImport, textureMeta } from "@assetql/export-formats";
import type { EditorSession } from "@assetql/unity-bridge";

export const PULL = publicationIdSchema.parse("pub_0123456789abcdefghjkmnpq");

const SPRITE: TextureImport = {
  width: 64,
  height: 64,
  textureType: "sprite",
  pixelsPerUnit: 100,
  filterMode: "bilinear",
};

/** Offers an image, sends it and has it staged, again and again where the connection is lost; as a pull does. */
export async function sendImage(session: EditorSession, externalId: string, content: Uint8Array) {
  const path = `Assets/AssetQL/Potions/Textures/${externalId}.png`;
  for (let offers = 1; ; offers++) {
    const outgoing = session.reserve(content);
    const { transfer, bytes, crc32 } = outgoing;
    const offered = await session.call("files.offer", {
      transfer,
      bytes,
      crc32,
      pullId: PULL,
      externalId,
      path,
    });
    try {
      await outgoing.send(offered.offset);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ConnectionLost") throw error;
      await setImmediate();
      continue;
    } finally {
      outgoing.release();
    }
    try {
      await session.call("files.stage", {
        pullId: PULL,
        externalId,
        guid: offered.guid,
        path: offered.path,
        content: { bytes, crc32, image: crc32 },
        meta: textureMeta(offered.guid, SPRITE),
        settings: {},
        fields: {},
        mapping: { assetId: externalId, guid: offered.guid },
      });
      return { ...offered, offers };
    } catch (error) {
      // The last frames were on their way when the connection went.
      if (!(error instanceof Error && "code" in error) || error.code !== "staging-missing") throw error;
    }
  }
}

export const image = (bytes: number) => randomBytes(bytes);
