import type { CommittedChange, ConnectorError } from "@assetql/connector-sdk";
import { asConnectorErrors, connectorErrorOf } from "./errors.ts";
import { type Change, type Parts, pullIdOf } from "./parts.ts";

/** Their ids fit one message with room to spare. A larger pull takes more than one import. */
const AT_ONCE = 10_000;

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
  progress.close(pullId);
  const rejected = new Map<string, ConnectorError>();
  for (let start = 0; start < changes.length; start += AT_ONCE) {
    const externalIds = changes.slice(start, start + AT_ONCE).map(({ externalId }) => externalId);
    const { failed } = await asConnectorErrors(() =>
      paced(() => session.call("import.commit", { pullId, externalIds }, { signal })),
    );
    for (const { externalId, code, detail } of failed) {
      rejected.set(externalId, connectorErrorOf(code, detail));
    }
  }
  return rejected;
}
