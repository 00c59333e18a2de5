import type { Target, WorkAsset, WorkChange, WorkControl } from "@assetql/contract";
import { toError } from "./call/decode.ts";
import type { Transport } from "./call/transport.ts";
import type { BodyOf, Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type Leased = CallResult<"leaseWork">["work"];

/** What a connector host calls. With an operator's key it works for every workspace, else for the key's own. */
export interface Work {
  /** Says which connectors the host runs. */
  announce(body: BodyOf<"announceConnectors">, options?: CallOptions): Promise<void>;
  /** The next work, waited for as long as `waitSeconds`; null when there is none. */
  lease(body: BodyOf<"leaseWork">, options?: CallOptions): Promise<Leased>;
  /** Keeps a lease; with `waitSeconds` it answers when the work is to stop, at once. */
  heartbeat(id: string, body: BodyOf<"heartbeatWork">, options?: CallOptions): Promise<WorkControl>;
  /** A page of what a plan has to look at. */
  assets(id: string, query?: QueryOf<"listWorkAssets">, options?: CallOptions): Promise<WorkAssetPage>;
  assetsAll(id: string, options?: CallOptions): AsyncGenerator<WorkAsset, void, undefined>;
  /** A page of the changes that are still to be applied or reverted. */
  changes(id: string, query?: QueryOf<"listWorkChanges">, options?: CallOptions): Promise<WorkChangePage>;
  changesAll(id: string, options?: CallOptions): AsyncGenerator<WorkChange, void, undefined>;
  /** Tells what was planned or done; may be repeated. */
  report(id: string, body: BodyOf<"reportWork">, options?: CallOptions): Promise<WorkControl>;
  complete(id: string, body: BodyOf<"completeWork">, options?: CallOptions): Promise<void>;
  /** An asset's image as a file of the format and width wanted. */
  image(
    id: string,
    assetId: string,
    query?: QueryOf<"downloadWorkImage">,
    options?: CallOptions,
  ): Promise<WorkImage>;
  recordSync(targetId: string, body: BodyOf<"recordSync">, options?: CallOptions): Promise<Target>;
}

type WorkAssetPage = CallResult<"listWorkAssets">;
type WorkChangePage = CallResult<"listWorkChanges">;

export interface WorkImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** As the hub names it, made of SKU or title: safe on every file system. */
  readonly fileName: string;
}

/** A file as it was served; null for headers that did not come. */
export interface DownloadedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string | null;
  readonly disposition: string | null;
}

/** Reads a file that anybody may read who has its URL. Undefined: it has to be fetched, which tells what is wrong. */
export type ReadFile = (url: URL, signal: AbortSignal | undefined) => Promise<DownloadedFile | undefined>;

export interface Files {
  readonly transport: Transport;
  readonly baseUrl: string;
  readonly download: ReadFile | undefined;
}

export function createWork(call: Call, files: Files): Work {
  const assets: Work["assets"] = (id, query = {}, options) =>
    call("listWorkAssets", { params: { id }, query }, options);
  const changes: Work["changes"] = (id, query = {}, options) =>
    call("listWorkChanges", { params: { id }, query }, options);
  return {
    async announce(body, options) {
      await call("announceConnectors", { body }, options);
    },
    lease: async (body, options) => (await call("leaseWork", { body }, options)).work,
    heartbeat: (id, body, options) => call("heartbeatWork", { params: { id }, body }, options),
    assets,
    assetsAll: (id, options) => allItems((cursor) => assets(id, { cursor, limit: 100 }, options)),
    changes,
    changesAll: (id, options) => allItems((cursor) => changes(id, { cursor, limit: 100 }, options)),
    report: (id, body, options) => call("reportWork", { params: { id }, body }, options),
    async complete(id, body, options) {
      await call("completeWork", { params: { id }, body }, options);
    },
    async image(id, assetId, query = {}, options) {
      const url = await call("downloadWorkImage", { params: { id, assetId }, query }, options);
      return readFile(files, { url: new URL(url, files.baseUrl), signal: options?.signal });
    },
    recordSync: (id, body, options) => call("recordSync", { params: { id }, body }, options),
  };
}

interface Wanted {
  readonly url: URL;
  readonly signal: AbortSignal | undefined;
}

/** The URL is the credential: no key goes with it. */
async function readFile(files: Files, wanted: Wanted): Promise<WorkImage> {
  const downloaded = await files.download?.(wanted.url, wanted.signal);
  const { bytes, contentType, disposition } = downloaded ?? (await fetchFile(files, wanted));
  return {
    bytes,
    contentType: contentType ?? "application/octet-stream",
    fileName: fileNameOf(disposition) ?? "image",
  };
}

async function fetchFile({ transport }: Files, { url, signal }: Wanted): Promise<DownloadedFile> {
  const response = await transport({ method: "GET", url, headers: {}, repeatable: true, signal });
  if (!response.ok) throw await toError(response);
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    contentType: response.headers.get("Content-Type"),
    disposition: response.headers.get("Content-Disposition"),
  };
}

function fileNameOf(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition ?? "")?.[1];
}
