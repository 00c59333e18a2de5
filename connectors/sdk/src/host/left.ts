import { isDeepStrictEqual } from "node:util";
import type { Reference } from "../contract/connector.ts";
import { ConnectorError } from "../contract/connector-error.ts";
import type { Journal } from "./journal.ts";
import { readKept } from "./kept.ts";
import { nothing } from "./observe.ts";
import { isOfNetwork, isOfTarget } from "./problems.ts";
import type { WorkRun } from "./work-run.ts";

/**
 * Notes that a try has failed, and what it has left at the target, so that the next one can tell it from what people
 * change. Best effort: without it, what is there must be as it was before, or ours.
 */
export async function endTry(
  run: WorkRun,
  journal: Journal,
  { reference, error }: { readonly reference: Reference; readonly error: unknown },
): Promise<void> {
  if (!journal.isOurs || journal.isTaken || run.signal.aborted) return;
  await journal.end().catch(() => undefined);
  if (!journal.hasRun) return;
  if (isOfNetwork(error) || isOfTarget(error) || isOfSomebody(error)) return;
  try {
    const found = await run.connector.observe(run.context, [reference]);
    const { remoteId, remoteUrl, fields } = found.get(reference.externalId) ?? nothing;
    const left = { remoteId, remoteUrl, fields };
    if (!isDeepStrictEqual(readKept(journal, "left"), left)) await journal.note("left", left);
  } catch {
    run.log("info", "What a failed change has left could not be looked at");
  }
}

/** What is there now is not only ours. */
const isOfSomebody = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  (error.code === "changed-meanwhile" ||
    error.code === "version-conflict" ||
    error.code === "remote-deleted");
