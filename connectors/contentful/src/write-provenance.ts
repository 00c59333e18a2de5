import { isDeepStrictEqual } from "node:util";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Json } from "@assetql/contract";
import { statusOf } from "./asset-fields.ts";
import { provenanceIdOf } from "./ids.ts";
import { hasCode, orAbsent } from "./problems.ts";
import { provenanceFields, provenanceIn } from "./provenance.ts";
import type { ChangeSession } from "./session.ts";
import { publishStep, removeSteps, type Subject, unarchiveStep } from "./states.ts";

export interface ProvenanceWrite {
  readonly assetId: string;
  readonly title: string;
  /** Null removes the entry. */
  readonly value: Json;
  readonly existed: boolean;
  readonly publish: boolean;
}

export const provenanceSubject = (assetId: string): Subject => ({
  kind: "entry",
  id: provenanceIdOf(assetId),
  key: "provenance",
});

/** Makes, changes or removes the entry that tells where an asset comes from. */
export async function writeProvenance(session: ChangeSession, write: ProvenanceWrite): Promise<void> {
  const subject = provenanceSubject(write.assetId);
  if (write.value === null) return removeSteps(session, subject);
  const run = (): Promise<number> => (write.existed ? update(session, write) : create(session, write));
  const version = await session.context.step("provenance", run);
  if (write.publish) await publishStep(session, subject, version);
}

/** An asset that comes back from the archive brings its entry along. */
export async function bringProvenanceBack(
  session: ChangeSession,
  assetId: string,
  publish: boolean,
): Promise<void> {
  const subject = provenanceSubject(assetId);
  const entry = await orAbsent(session.client.entry.get({ entryId: subject.id }));
  if (entry === undefined) return;
  if (statusOf(entry) === "archived") await unarchiveStep(session, subject);
  if (publish) await publishStep(session, { ...subject, key: "provenance-again" });
}

async function create(session: ChangeSession, write: ProvenanceWrite): Promise<number> {
  const { client, config, facts } = session;
  const entryId = provenanceIdOf(write.assetId);
  const contentTypeId = config.provenanceType ?? "";
  const fields = provenanceFields(write.value, { ...write, locale: facts.defaultLocale });
  try {
    return (await client.entry.createWithId({ entryId, contentTypeId }, { fields })).sys.version;
  } catch (error) {
    // It is there after all: made by a request whose answer was lost, or left over.
    if (!hasCode(error, "version-conflict")) throw error;
    return update(session, write);
  }
}

async function update(session: ChangeSession, write: ProvenanceWrite): Promise<number> {
  const { client, facts } = session;
  const entryId = provenanceIdOf(write.assetId);
  const entry = await orAbsent(client.entry.get({ entryId }));
  if (entry === undefined) {
    throw new ConnectorError(
      "changed-meanwhile",
      `Somebody deleted what is told of “${write.title}” meanwhile.`,
    );
  }
  if (isDeepStrictEqual(provenanceIn(entry, facts), write.value)) return entry.sys.version;
  const own = provenanceFields(write.value, { ...write, locale: facts.defaultLocale });
  const fields = { ...entry.fields, ...own };
  return (await client.entry.update({ entryId }, { ...entry, fields })).sys.version;
}
