import { ConnectionError, UnexpectedResponseError } from "@assetql/client";
import type { BridgeCommandParams, BridgeTransfer } from "@assetql/contract";
import { AssetFault, renderUnityTexture } from "@assetql/export-formats";
import type { CommandContext } from "../session/editor-session.ts";
import { BridgeProblemError } from "../session/problems.ts";
import type { CommandDeps } from "./deps.ts";
import { sendAfterwards } from "./send-afterwards.ts";

/** The image of a version as a small PNG. The hub makes it as narrow as wanted; a tall one is made smaller here. */
export async function sendThumbnail(
  { client, hubUrl }: CommandDeps,
  { assetId, version, maxSide }: BridgeCommandParams<"assets.thumbnail">,
  context: CommandContext,
): Promise<BridgeTransfer> {
  const { signal } = context;
  const url = await client.assets.downloadUrl(
    assetId,
    { format: "png", width: maxSide, version },
    { signal },
  );
  const bytes = await fetchBytes(new URL(url, hubUrl), signal);
  return sendAfterwards(context, await within(bytes, maxSide), 0);
}

async function within(bytes: Uint8Array, maxSide: number): Promise<Uint8Array> {
  try {
    return (await renderUnityTexture({ bytes }, { format: "png", maxSide })).bytes;
  } catch (error) {
    if (!(error instanceof AssetFault)) throw error;
    throw new BridgeProblemError("hub-refused", `The image cannot be shown: ${error.message}`);
  }
}

/** The URL is the credential: no key goes with it. Throws what the client throws. */
async function fetchBytes(url: URL, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) {
      throw new UnexpectedResponseError(response.status, "The image could not be read from AssetQL.");
    }
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnexpectedResponseError) throw error;
    throw new ConnectionError(url.origin, error);
  }
}
