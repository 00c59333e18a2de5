import { setTimeout as wait } from "node:timers/promises";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Json } from "@assetql/contract";
import type { AssetProps } from "contentful-management";
import { filesOf, imageOf, unprocessed } from "./asset-fields.ts";
import { hasCode } from "./problems.ts";
import type { ChangeSession } from "./session.ts";

export interface Patience {
  /** How long a file may take to be processed. */
  readonly processingMs: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

export const usualPatience: Patience = { processingMs: 90_000, firstPauseMs: 300, longestPauseMs: 3_000 };

/** The version after processing, and the files as a snapshot shows them. */
export interface Processed {
  readonly version: number;
  readonly image: Json;
}

interface Process {
  /** The asset with the uploaded files; of some, it may have the address already. */
  readonly written: AssetProps;
  readonly title: string;
  /** Of the files that were written. */
  readonly fileName: string;
  readonly patience: Patience;
  /** Takes the write back: what is processed later has nowhere to go then. False when it stays. */
  takeBack(): Promise<boolean>;
}

interface Progress {
  readonly until: number;
  /** The locales whose file Contentful was asked to process. */
  readonly started: Set<string>;
}

/**
 * Has Contentful take in the uploaded files, and waits until all of them have an address. The client's own
 * `processForAllLocales` is not used: an error while it waits is lost to it and ends the process.
 *
 * When it fails, it first waits for what was begun: a file whose address came only later would look as if an editor
 * had replaced it. What counts is whether all of our files have their address in the end. When one takes longer than
 * the patience lasts, all is taken back, for the same reason.
 * Throws `file-refused`, `remote-deleted`, `refused`.
 */
export async function processFiles(session: ChangeSession, what: Process): Promise<Processed> {
  const until = session.context.now() + what.patience.processingMs;
  const progress: Progress = { until, started: new Set() };
  try {
    return await processAll(session, what, progress);
  } catch (error) {
    const outcome = await settle(session, what, progress).catch(() => undefined);
    if (outcome === "late") await giveUp(session, what);
    if (outcome === undefined || outcome === "late") throw error;
    return outcome;
  }
}

/** As good as it goes: an editor may be at work there meanwhile, and what they have is not touched. */
async function giveUp({ context }: ChangeSession, what: Process): Promise<void> {
  const isTakenBack = await what.takeBack().catch(() => false);
  if (isTakenBack) return;
  context.log("info", "A file that Contentful did not process in time is still in its asset");
}

async function processAll(
  session: ChangeSession,
  { written, title, patience }: Process,
  { until, started }: Progress,
): Promise<Processed> {
  const { context, client, facts } = session;
  let pause = patience.firstPauseMs;
  for (let asset = written; ; ) {
    const { id: assetId, version } = asset.sys;
    const pending = unprocessed(asset, facts.locales);
    if (pending.length === 0) return { version, image: imageOf(asset, facts.locales) };
    if (context.now() > until) throw tookTooLong(title, patience);
    const locales = pending.filter((locale) => !started.has(locale));
    await start(session, { assetId, version, locales }, started);
    await wait(pause, undefined, { signal: context.signal });
    asset = await client.asset.get({ assetId });
    pause = longer(pause, patience);
  }
}

/** Begins nothing more. Nothing if some files have no address in the end, or are not ours; `late` if one may get it yet. */
async function settle(
  { context, client, facts }: ChangeSession,
  { written, fileName, patience }: Process,
  { until, started }: Progress,
): Promise<Processed | "late" | undefined> {
  for (let pause = patience.firstPauseMs; ; pause = longer(pause, patience)) {
    await wait(pause, undefined, { signal: context.signal });
    const asset = await client.asset.get({ assetId: written.sys.id });
    const pending = unprocessed(asset, facts.locales);
    if (pending.length === 0) {
      const files = filesOf(asset);
      const areOurs = facts.locales.every((locale) => files[locale]?.fileName === fileName);
      return areOurs ? { version: asset.sys.version, image: imageOf(asset, facts.locales) } : undefined;
    }
    if (!pending.some((locale) => started.has(locale))) return undefined;
    if (context.now() > until) return "late";
  }
}

const longer = (pauseMs: number, { longestPauseMs }: Patience): number =>
  Math.min(pauseMs * 1.5, longestPauseMs);

interface Start {
  readonly assetId: string;
  readonly version: number;
  readonly locales: readonly string[];
}

async function start({ client, config }: ChangeSession, what: Start, started: Set<string>): Promise<void> {
  const assets = `/spaces/${config.spaceId}/environments/${config.environmentId}/assets`;
  for (const locale of what.locales) {
    const path = `${assets}/${what.assetId}/files/${locale}/process`;
    try {
      await client.raw.put(path, null, { headers: { "X-Contentful-Version": what.version } });
      started.add(locale);
    } catch (error) {
      // The file of another locale was done in between, which made a new version: asked for again after the next look.
      if (!hasCode(error, "version-conflict")) throw error;
    }
  }
}

function tookTooLong(title: string, { processingMs }: Patience): ConnectorError {
  const seconds = Math.round(processingMs / 1_000);
  return new ConnectorError(
    "file-refused",
    `Contentful did not take in the file of “${title}” within ${seconds} seconds; it tells no reason. Look at the asset in Contentful's Media tab, or publish again with another format.`,
  );
}
