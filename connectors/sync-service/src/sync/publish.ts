import { ApiProblemError, type Client } from "@assetql/client";
import type { Publication, PublicationId, PublicationProblem, Target } from "@assetql/contract";
import { applyAgain, failureOf, isTimeToTryAgain, leftAlone, mayPass } from "./failed-publications.ts";

/** Publications that are looked back at. */
const LOOKED_AT = 20;
const running: ReadonlySet<Publication["status"]> = new Set(["planning", "applying", "paused", "reverting"]);

export interface PublishRequest {
  readonly target: Target;
  readonly key: string;
  readonly name: string;
  /** Something may have changed at the hub since the last publication to this target. */
  readonly changed: boolean;
  /** Somebody has asked for it: what failed is tried again now, whatever its problem. */
  readonly asked: boolean;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

export interface Publishing {
  readonly publicationId: PublicationId | null;
  /** False: what has changed waits for the next sync, since another publication is under way. */
  readonly settled: boolean;
  /** Why nothing is published, if somebody has to know. */
  readonly problem: PublicationProblem | null;
}

const NOTHING: Publishing = { publicationId: null, settled: true, problem: null };

/**
 * Plans and applies a publication of everything that is approved for the target when something has changed. When
 * nothing has, what failed in the one before for a reason that may pass is tried again, with growing pauses. While one
 * is under way, no other is made. Throws what the client throws.
 */
export async function publish(client: Client, request: PublishRequest): Promise<Publishing> {
  const query = { targetId: request.target.id, limit: LOOKED_AT };
  const { items } = await client.call("listPublications", { query });
  // Plans that people only look at stand in nobody's way.
  const begun = items.filter(({ status, apply }) => status !== "planned" || apply);
  const [last] = begun;
  if (last !== undefined && (running.has(last.status) || last.status === "planned")) {
    return { publicationId: null, settled: false, problem: obstacleOf(last) };
  }
  if (request.changed) return make(client, request, items[0]);
  if (last?.status === "failed") return planAgain(client, request, begun);
  if (last?.status === "applied" && last.counts.failed > 0) return finish(client, request, last);
  return NOTHING;
}

/** What keeps a publication from going on until a person does something about it. */
function obstacleOf({ id, name, status, problem, counts }: Publication): PublicationProblem | null {
  if (status === "paused") {
    const why = problem === null ? "." : `: ${problem.detail}`;
    const detail = `The publication "${name}" is paused${why} Nothing else is published until \`assetql publications resume ${id}\` goes on with it, or \`assetql publications undo ${id}\` takes it back.`;
    return { code: problem?.code ?? "publication-paused", detail };
  }
  // One that is to be applied is planned for longer only if it has to be decided.
  if (status !== "planned") return null;
  const detail = `The publication "${name}" waits for somebody to decide its conflicts (${counts.conflict}), and nothing else is published until it is applied: \`assetql publications apply ${id} --conflicts keep-theirs\` leaves what is there, \`--conflicts overwrite\` puts ours over it.`;
  return { code: "conflicts-undecided", detail };
}

async function make(
  client: Client,
  { target, key, name }: PublishRequest,
  newest: Publication | undefined,
): Promise<Publishing> {
  try {
    const body = { targetId: target.id, name, apply: true };
    const made = await client.call("createPublication", { body }, { idempotencyKey: `${key}/publication` });
    // An earlier try of this sync made it, and may not have seen what was approved since.
    const isOld = newest !== undefined && made.createdAt <= newest.createdAt;
    return { publicationId: made.id, settled: !isOld, problem: null };
  } catch (error) {
    if (!(error instanceof ApiProblemError && error.code === "publication-empty")) throw error;
    return NOTHING;
  }
}

/** A plan that could not be made is given up; another one is made. */
async function planAgain(
  client: Client,
  request: PublishRequest,
  begun: readonly Publication[],
): Promise<Publishing> {
  const [last] = begun;
  if (last === undefined) return NOTHING;
  const made = begun.findIndex(({ status }) => status !== "failed");
  const failures = made === -1 ? begun.length : made;
  const isTime = isTimeToTryAgain({ ...request, triedAt: last.updatedAt, failures });
  if (request.asked || (mayPass(last.problem) && isTime)) return make(client, request, last);
  return { ...NOTHING, problem: leftAlone(last, last.problem) };
}

async function finish(client: Client, request: PublishRequest, last: Publication): Promise<Publishing> {
  const problem = await failureOf(client, last);
  const triedAt = last.appliedAt ?? last.updatedAt;
  const isTime = isTimeToTryAgain({ ...request, triedAt, failingFor: triedAt - last.createdAt });
  if (!request.asked && !(mayPass(problem) && isTime)) {
    return { ...NOTHING, problem: leftAlone(last, problem) };
  }
  await applyAgain(client, last);
  return { ...NOTHING, publicationId: last.id };
}
