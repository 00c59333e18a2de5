import { type Applied, type ChangeToApply, ConnectorError } from "@assetql/connector-sdk";
import type { BridgeCallParams, Json, PublishableAsset } from "@assetql/contract";
import { textureMeta, UNITY_ROOT, type UnityTexture, unityStem } from "@assetql/export-formats";
import { imageValueOf } from "./desire.ts";
import { asConnectorErrors } from "./errors.ts";
import { mappingEntryOf } from "./mapping-entry.ts";
import { pathOf } from "./observe.ts";
import { type Change, type Parts, pullIdOf } from "./parts.ts";
import { type Offer, sendContent, untilWhole } from "./send.ts";
import { partsOf, settingsAfter, type TextureSettings } from "./settings-of-change.ts";
import { formatOf, memoryFor, renderTexture, sizeWithin, type TextureFormat } from "./texture.ts";

type StageParams = BridgeCallParams<"files.stage">;

/** What the step leaves in the journal. */
interface Staged {
  readonly guid: string;
  readonly isNew: boolean;
  readonly bytes: number;
  readonly [name: string]: Json;
}

interface Staging {
  readonly parts: Parts;
  readonly context: Change;
  readonly change: ChangeToApply;
  readonly asset: PublishableAsset;
  readonly settings: TextureSettings;
}

/** Stages what a change makes of a texture; nothing of `Assets` changes before the commit. Throws ConnectorErrors. */
export async function applyChange(parts: Parts, context: Change, change: ChangeToApply): Promise<Applied> {
  const { asset, before, fields } = change;
  if (asset === null) throw new ConnectorError("image-missing", "The image is no longer in AssetQL.");
  const settings = settingsAfter(context.config, change);
  const staging: Staging = { parts, context, change, asset, settings };
  const staged = await context.step("stage", () =>
    asConnectorErrors(() => (isImageWritten(staging) ? stageImage(staging) : stageSettings(staging))),
  );
  parts.progress.staged(context, change.externalId, staged.bytes);
  const made = staged.isNew ? settings : {};
  return { remoteId: staged.guid, remoteUrl: null, after: { ...before.fields, ...made, ...fields } };
}

/** Also of another size than before, unless it is somebody else's by now. */
function isImageWritten({ asset, change: { fields, before } }: Staging): boolean {
  if (before.remoteId === null || fields.image !== undefined) return true;
  return fields.maxSide !== undefined && before.fields.image === imageValueOf(asset);
}

/** A texture that is there keeps its kind of file: when its place turns out to be of another, it is made anew. */
async function stageImage(staging: Staging): Promise<Staged> {
  const { parts, context, change, asset, settings } = staging;
  const place = { externalId: change.externalId, remoteId: change.before.remoteId };
  const known = await pathOf(parts, context, place);
  let format = (known === undefined ? undefined : formatOf(known)) ?? context.config.format;
  for (;;) {
    const wanted = { format, maxSide: settings.maxSide };
    const { offer, bytes } = await parts.room.within(memoryFor(asset, wanted), context.signal, async () => {
      const texture = await renderTexture(context, asset, wanted);
      return { offer: await deliver(staging, texture, wanted.format), bytes: texture.bytes.byteLength };
    });
    const needed = formatOf(offer.path) ?? format;
    if (needed === format) {
      parts.seenAt.set(offer.guid, offer.path);
      return { guid: offer.guid, isNew: offer.isNew, bytes };
    }
    format = needed;
  }
}

/** Sends one file and has it staged, if its place takes this kind of file. */
async function deliver(staging: Staging, texture: UnityTexture, format: TextureFormat): Promise<Offer> {
  const { parts, context, change, asset } = staging;
  const folder = await parts.folders.of(asset.batchId, pullIdOf(context));
  const stem = unityStem({
    assetId: asset.id,
    title: asset.title,
    ...(asset.sku === null ? {} : { sku: asset.sku }),
  });
  const path = `${UNITY_ROOT}/${folder}/Textures/${stem}.${format}`;
  const { externalId } = change;
  const fits = (offer: Offer): boolean => (formatOf(offer.path) ?? format) === format;
  const transfer = parts.session.reserve(texture.bytes);
  try {
    return await untilWhole(async () => {
      const sent = { pullId: pullIdOf(context), externalId, path, transfer, fits };
      const offer = await sendContent(parts.session, context, sent);
      if (fits(offer)) {
        const { bytes, crc32 } = transfer;
        await stage(staging, { ...offer, ...texture, content: { bytes, crc32, image: imageValueOf(asset) } });
      }
      return offer;
    });
  } finally {
    transfer.release();
  }
}

/** Changes to a texture whose image stays as it is. */
async function stageSettings(staging: Staging): Promise<Staged> {
  const { parts, context, change, asset, settings } = staging;
  const { externalId, before } = change;
  const path = await pathOf(parts, context, { externalId, remoteId: before.remoteId });
  if (before.remoteId === null || path === undefined) {
    throw new ConnectorError("remote-deleted", "The texture is no longer in the project.");
  }
  const size = sizeWithin(asset.dimensions, settings.maxSide);
  await stage(staging, { guid: before.remoteId, path, isNew: false, ...size, content: null });
  return { guid: before.remoteId, isNew: false, bytes: 0 };
}

interface Place extends Pick<Offer, "guid" | "path" | "isNew"> {
  /** Of the file, pixels. */
  readonly width: number;
  readonly height: number;
  readonly content: StageParams["content"];
}

async function stage({ parts, context, change, asset, settings }: Staging, place: Place): Promise<void> {
  const { guid, path, isNew, width, height, content } = place;
  const { textureType, pixelsPerUnit, filterMode } = settings;
  const written = partsOf(change.fields);
  const inMeta = Object.entries({ textureType, pixelsPerUnit, filterMode });
  const params: StageParams = {
    pullId: pullIdOf(context),
    externalId: change.externalId,
    guid,
    path,
    content,
    meta: isNew ? textureMeta(guid, { width, height, textureType, pixelsPerUnit, filterMode }) : null,
    settings: isNew ? {} : Object.fromEntries(inMeta.filter(([name]) => written.meta.includes(name))),
    fields: isNew
      ? { maxSide: settings.maxSide, atlas: settings.atlas, ...written.mapping }
      : written.mapping,
    mapping: mappingEntryOf({ asset, itemId: change.itemId }, { path, guid, textureType, width, height }),
  };
  await context.paced(() => parts.session.call("files.stage", params, { signal: context.signal }));
}
