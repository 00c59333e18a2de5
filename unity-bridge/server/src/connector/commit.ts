import type { CommittedChange, ConnectorError } from "@assetql/connector-sdk";
import { asConnectorErrors, connectorErrorOf } from "./errors.ts";
import { type Change, type Parts, pullIdOf } from "./parts.ts";

/**
 * What a failure takes of an editor's answer beside its id and its words, bytes. Also when all that is asked for at once
 * fails, the answer is to fit a message, or what was imported would count as failed, too.
 */
const FAILURE_BYTES = 60;
const ANSWER_BYTES = 1_000_000;

/** Of which an editor that had too much to tell says only that it is so. */
const NO_DETAIL = "Unity could not import it. The editor's own log says more.";

/**
 * Has everything that is staged moved to its place and imported once. Returns what could not be, by external id. Throws
 * ConnectorErrors.
 */
export async function commitChanges(
  { session, progress }: Parts,
  context: Change,
  changes: readonly CommittedChange[],
): Promise<ReadonlyMap<string, ConnectorError>> {
  const pullId = pullIdOf(context);
  const { paced, signal } = context;
  progress.close(context);
  const rejected = new Map<string, ConnectorError>();
  for (const externalIds of atOnce(changes.map(({ externalId }) => externalId))) {
    const { failed } = await asConnectorErrors(() =>
      paced(() => session.call("import.commit", { pullId, externalIds }, { signal })),
    );
    for (const { externalId, code, detail } of failed) {
      rejected.set(externalId, connectorErrorOf(code, detail === "" ? NO_DETAIL : detail));
    }
  }
  return rejected;
}

/** A call for each is an import for each: one, but for some ten thousand changes and more. */
function atOnce(externalIds: readonly string[]): string[][] {
  const calls: string[][] = [];
  let bytes = ANSWER_BYTES;
  for (const externalId of externalIds) {
    const more = Buffer.byteLength(externalId) + FAILURE_BYTES;
    if (bytes + more > ANSWER_BYTES) {
      calls.push([]);
      bytes = 0;
    }
    bytes += more;
    calls.at(-1)?.push(externalId);
  }
  return calls;
}
