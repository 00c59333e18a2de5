import type { Observed, Reference } from "../contract/connector.ts";
import { withRetries } from "./retries.ts";
import type { WorkRun } from "./work-run.ts";

export const nothing: Observed = { remoteId: null, remoteUrl: null, fields: {} };

/** What is there, by external id; what the connector does not tell of is not there. */
export async function observeAll(
  run: WorkRun,
  references: readonly Reference[],
): Promise<(externalId: string) => Observed> {
  if (references.length === 0) return () => nothing;
  const found = await withRetries(() => run.connector.observe(run.context, references), run.retries);
  return (externalId) => found.get(externalId) ?? nothing;
}

export async function observeOne(run: WorkRun, reference: Reference): Promise<Observed> {
  return (await observeAll(run, [reference]))(reference.externalId);
}
