import type { Writable } from "node:stream";
import { openLifetime } from "./abort.ts";
import type { PackageWriter } from "./containers/container.ts";
import { zipContainer } from "./containers/zip.ts";
import { openSourceImage } from "./images/source-image.ts";
import { resolveOptions } from "./options.ts";
import { MANIFEST_PATH, type PackageIdentity, PackageLedger, sha256 } from "./package-documents.ts";
import type { OpenPackage, PackageDocument, Rendition } from "./platforms/format.ts";
import { platformFormats } from "./platforms/registry.ts";
import { prefetchInOrder } from "./prefetch.ts";
import { AssetFault, type ExportProblem } from "./problems.ts";
import type { AssetRecord, ExportAsset, ExportJob, ExportSummary } from "./types.ts";

/** Enough to keep sharp's threads busy while one asset is written; the bound on images in memory. */
const ASSETS_IN_FLIGHT = 3;

/**
 * Writes `job`'s package into `sink`, asset by asset, holding a few images at a time and reading no
 * faster than `sink` takes. Equal input gives equal bytes. Ends `sink` on success and destroys it on failure.
 *
 * An asset that can't be exported is left out and named in the summary and in manifest.json.
 *
 * @throws ExportError `invalid-option` before anything is written; `aborted` when `job.signal` fires;
 *   `sink-failed` when `sink` errors or closes early. What `job.assets` itself throws passes through.
 * @example
 * const summary = await writePackage(job, createWriteStream("mugs-shopify.zip"));
 */
export async function writePackage(job: ExportJob, sink: Writable): Promise<ExportSummary> {
  const options = resolveOptions(job.platform, job.options);
  const format = platformFormats[job.platform];
  const { batchName, exportId, platform } = job;
  const life = openLifetime(job.signal);
  const writer = (format.container?.(job.options) ?? zipContainer).open(sink, life);
  try {
    const open = format.open({ batchName, exportId, options });
    const ledger = new PackageLedger();
    for (const { path, bytes } of open.opening) await writer.document(path, bytes);

    const outcomes = prefetchInOrder(job.assets, {
      window: ASSETS_IN_FLIGHT,
      signal: life.signal,
      prepare: (asset) => prepareAsset(asset, { open, background: options.background, signal: life.signal }),
    });
    let done = 0;
    for await (const outcome of outcomes) {
      if (outcome.problem) ledger.problems.push(outcome.problem);
      else await addAsset({ open, ledger, writer }, outcome.asset, outcome.renditions);
      done += 1;
      job.onProgress?.(done);
    }

    const identity = { platform, title: format.title, exportId, batchName };
    for (const { path, bytes } of closingDocuments(open, ledger, identity)) {
      await writer.document(path, bytes);
    }
    const bytes = await writer.finish();
    return { files: writer.files, assets: ledger.assets, bytes, problems: ledger.problems };
  } catch (error) {
    const reason: unknown = life.signal.aborted ? life.signal.reason : error;
    writer.destroy(reason instanceof Error ? reason : new Error(String(reason)));
    throw reason;
  } finally {
    life.release();
  }
}

type Outcome =
  | { problem: ExportProblem }
  | { problem?: never; asset: AssetRecord; renditions: readonly Rendition[] };

async function prepareAsset(
  asset: ExportAsset,
  { open, background, signal }: { open: OpenPackage; background: string; signal: AbortSignal },
): Promise<Outcome> {
  try {
    const verified = await readVerified(asset);
    signal.throwIfAborted();
    const renditions = await open.render(openSourceImage(verified, background));
    const { read: _read, ...record } = asset;
    return { asset: record, renditions };
  } catch (error) {
    if (!(error instanceof AssetFault)) throw error;
    const { assetId, version } = asset;
    return { problem: { code: error.code, assetId, version, detail: error.message } };
  }
}

async function readVerified(asset: ExportAsset): Promise<{ png: Uint8Array; sha256: string }> {
  const png = await readBytes(asset);
  const digest = sha256(png);
  if (/^[0-9a-f]{64}$/i.test(asset.sha256) && digest !== asset.sha256.toLowerCase()) {
    throw new AssetFault(
      "asset-checksum-mismatch",
      "The image's file is not the one that was generated (its SHA-256 differs). Generate it again.",
    );
  }
  return { png, sha256: digest };
}

async function readBytes(asset: ExportAsset): Promise<Uint8Array> {
  try {
    return await asset.read();
  } catch (cause) {
    throw new AssetFault("asset-unreadable", "The image's file can't be read. Generate it again.", { cause });
  }
}

async function addAsset(
  { open, ledger, writer }: { open: OpenPackage; ledger: PackageLedger; writer: PackageWriter },
  asset: AssetRecord,
  renditions: readonly Rendition[],
): Promise<void> {
  const files = open.place(asset, renditions);
  ledger.addAsset(asset, files);
  for (const { path, bytes } of files) await writer.image(path, bytes);
}

/** What follows the last asset, manifest.json at the end: it lists all the others. */
function closingDocuments(
  open: OpenPackage,
  ledger: PackageLedger,
  identity: PackageIdentity,
): readonly PackageDocument[] {
  const place = open.placeDocument ?? ((document: PackageDocument) => [document]);
  const ending = open.finish();
  const documents = [
    ...ending.documents,
    ...[...ledger.attribution(), ledger.readme(identity, ending)].flatMap(place),
  ];
  // What must stand before manifest.json doesn't depend on what it says, so that it can list that too.
  const before = place({ path: MANIFEST_PATH, bytes: new Uint8Array() }).slice(0, -1);
  const listed = [...open.opening, ...documents, ...before];
  return [...documents, ...place(ledger.manifest(identity, listed, ending.manifest))];
}
