import type { PublicationProblem, Work, WorkResult } from "@assetql/contract";
import { ConnectorError } from "../contract/connector-error.ts";
import { runApply, runRevert } from "./apply.ts";
import { keepLease } from "./heartbeat.ts";
import type { WorkOutcome } from "./host-options.ts";
import { untilAnswered } from "./hub-calls.ts";
import { type Lifetime, openLifetime } from "./lifetime.ts";
import { type HostParts, openRun } from "./open-run.ts";
import { runPlan } from "./plan.ts";
import { toProblem } from "./problems.ts";
import { withRetries } from "./retries.ts";
import { WorkStopped } from "./stopped.ts";
import type { WorkRun } from "./work-run.ts";

const NOT_TAKEN: PublicationProblem = {
  code: "unavailable",
  detail: "AssetQL did not take down what was done at the target. Go on when it is well again.",
};

/** Tries where a person waits for the answer. */
const ASKED_TRIES = 3;

/** Runs one leased work to its end and tells the hub. `shutdown` ends it early. Never throws. */
export async function runWork(parts: HostParts, work: Work, shutdown: AbortSignal): Promise<WorkOutcome> {
  const lifetime = openLifetime(shutdown);
  const over = new AbortController();
  const { hub, hostId, now } = parts;
  const lease = keepLease({ hub, hostId, work, over: over.signal, now, onStop: lifetime.stop });
  const began = now();
  let outcome: WorkOutcome;
  try {
    outcome = await runAndComplete(parts, work, lifetime);
  } catch (error) {
    outcome = endedEarly(parts, work, error);
  } finally {
    over.abort();
    lifetime.close();
    await lease;
  }
  const { kind } = work;
  parts.onEvent({
    type: "work",
    connector: work.target.connector,
    kind,
    outcome,
    milliseconds: now() - began,
  });
  return outcome;
}

async function runAndComplete(parts: HostParts, work: Work, lifetime: Lifetime): Promise<WorkOutcome> {
  const run = await openRun(parts, work, lifetime);
  let outcome: WorkOutcome = "done";
  let result: WorkResult = {};
  try {
    result = run instanceof ConnectorError ? refused(work, run) : await inTurn(parts, run);
    if (result.problem !== undefined) outcome = "failed";
  } catch (error) {
    const reason = lifetime.reason;
    if (!(run instanceof ConnectorError)) await run.reporter.idle();
    if (reason === "lost") return "lost";
    const isStopped = reason === "stop" || reason === "shutdown";
    outcome = isStopped ? "stopped" : "failed";
    if (reason === "shutdown") result = { released: true };
    else if (!isStopped) result = failed(run, work, error);
  }
  const body = { host: parts.hostId, result };
  await untilAnswered(() => parts.hub.complete(work.id, body, lifetime.hubCall), lifetime.hubCall.signal);
  return outcome;
}

/** At most one work writes to a target at a time, so that one that hangs takes one place of the host. */
function inTurn({ turns }: HostParts, run: WorkRun): Promise<WorkResult> {
  const { kind, target } = run.work;
  const work = (): Promise<WorkResult> => kinds[kind](run);
  return kind === "apply" || kind === "revert" ? turns.take(target.id, work, run.signal) : work();
}

const kinds: Readonly<Record<Work["kind"], (run: WorkRun) => Promise<WorkResult>>> = {
  check: async (run) => ({ health: await run.connector.check(run.context) }),
  items: async (run) => {
    const { query, cursor } = run.work.items ?? { query: {} };
    const { items, ...next } = await withRetries(() => run.connector.listItems(run.context, query, cursor), {
      ...run.retries,
      maxTries: ASKED_TRIES,
    });
    return { items: { items: [...items], ...next } };
  },
  plan: async (run) => {
    await runPlan(run);
    return {};
  },
  apply: async (run) => {
    await runApply(run);
    return {};
  },
  revert: async (run) => {
    await runRevert(run);
    return {};
  },
};

function failed(run: WorkRun | ConnectorError, work: Work, error: unknown): WorkResult {
  if (error instanceof WorkStopped) {
    if (!(run instanceof ConnectorError)) run.logUnexpected(error.cause, work.id);
    return asResult(work, NOT_TAKEN);
  }
  const problem = toProblem(error, work.id);
  if (problem.code === "unknown" && !(run instanceof ConnectorError)) run.logUnexpected(error, work.id);
  return asResult(work, problem);
}

const refused = (work: Work, error: ConnectorError): WorkResult => asResult(work, toProblem(error, work.id));

/** A check that fails has found something out, too. */
const asResult = ({ kind }: Work, problem: PublicationProblem): WorkResult =>
  kind === "check" ? { health: { status: "failing", ...problem, facts: {} } } : { problem };

function endedEarly({ log }: HostParts, work: Work, error: unknown): WorkOutcome {
  const reason = error instanceof WorkStopped ? error.reason : "broken";
  if (reason !== "shutdown") log("warn", "A work ended before it was completed", { workId: work.id, reason });
  return reason === "shutdown" || reason === "stop" ? "stopped" : "lost";
}
