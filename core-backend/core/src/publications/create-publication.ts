import { type CreatePublication, ProblemError, type Publication } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import { batches } from "../batches/batch-record.ts";
import type { Principal } from "../deps.ts";
import { create } from "../ports/index.ts";
import { newPublicationId } from "../shared/ids.ts";
import { invalidRequest } from "../shared/invalid-request.ts";
import { getOwned } from "../shared/not-found.ts";
import { announce } from "../shared/outbox-body.ts";
import { untilNoConflict } from "../shared/until-no-conflict.ts";
import { findConnector } from "../targets/announced-connectors.ts";
import { optionProblems } from "../targets/check-settings.ts";
import { ownTarget } from "../targets/read-target.ts";
import type { TargetRecord } from "../targets/target-record.ts";
import { linksOfAssets } from "./link-record.ts";
import { type MoveDeps, startPlanning } from "./moves.ts";
import { noCounts, type PublicationRecord, publications } from "./publication-record.ts";
import { readAssets } from "./publishable-asset.ts";
import { getPublication } from "./read-publication.ts";
import { isEmpty } from "./scope.ts";

type CreateInput = CreatePublication & { readonly idempotencyKey?: string | undefined };

/**
 * Has a host plan what publishing would change at a target. Throws the problems `not-found` (target, batch, asset),
 * `publication-empty` and `request-invalid` for options that the connector does not let a publication set.
 */
export async function createPublication(
  deps: MoveDeps,
  principal: Principal,
  input: CreateInput,
): Promise<Publication> {
  const { workspaceId } = principal;
  const { idempotencyKey } = input;
  const id = newPublicationId({ random: deps.random, workspaceId, idempotencyKey });
  // The same idempotency key has made it before.
  if ((await deps.store.get(publications, id)) !== undefined) return getPublication(deps, principal, { id });
  const target = await ownTarget(deps, principal, input.targetId);
  await checkInput(deps, principal, { input, target: target.value });
  const draft = draftOf(deps, principal, { id, input, target: target.value });
  if (await isEmpty(deps, draft)) throw nothingToPublish(input, target.value);
  await untilNoConflict(async () => {
    if ((await deps.store.get(publications, id)) !== undefined) return;
    const { next, actions } = await startPlanning(deps, draft);
    await deps.store.transact([
      create(publications, next),
      ...actions,
      audit(deps, principal, { action: "publication.created", subject: id, after: next }),
      announce(deps.outbox, id, {
        workspaceId,
        events: [
          {
            type: "publication.changed",
            publicationId: id,
            targetId: next.targetId,
            status: next.status,
            at: next.createdAt,
          },
        ],
      }),
    ]);
  });
  deps.live.ring(workspaceId);
  return getPublication(deps, principal, { id });
}

interface Input {
  readonly input: CreateInput;
  readonly target: TargetRecord;
}

async function checkInput(deps: MoveDeps, principal: Principal, { input, target }: Input): Promise<void> {
  const { batchId, assetIds, options } = input;
  if (batchId !== undefined) {
    await getOwned(deps, principal, { collection: batches, id: batchId, what: "batch" });
  }
  if (assetIds !== undefined) await assertKnown(deps, principal, { target, assetIds });
  if (Object.keys(options).length === 0) return;
  const connector = await findConnector(deps, principal.workspaceId, target.connector);
  const problems = optionProblems(connector, target, options);
  if (problems.length > 0) throw invalidRequest(problems);
}

/** An asset that is gone may still have something at the target. Throws the problem `not-found`. */
async function assertKnown(
  deps: MoveDeps,
  { workspaceId }: Principal,
  { target, assetIds }: { target: TargetRecord; assetIds: readonly string[] },
): Promise<void> {
  const present = new Set<string>((await readAssets(deps, workspaceId, assetIds)).map(({ id }) => id));
  const absent = assetIds.filter((id) => !present.has(id));
  const published = await linksOfAssets(deps, target.id, absent);
  const missing = absent.find((id) => !published.has(id));
  if (missing !== undefined) {
    throw new ProblemError("not-found", `There is no asset with the id ${missing} in this workspace.`);
  }
}

function draftOf(
  { clock }: MoveDeps,
  { workspaceId, userId }: Principal,
  { id, input, target }: Input & { readonly id: PublicationRecord["id"] },
): PublicationRecord {
  const now = clock.now();
  return {
    id,
    workspaceId,
    targetId: target.id,
    createdBy: userId,
    name: input.name ?? target.name,
    status: "planning",
    pausedFrom: null,
    batchId: input.batchId ?? null,
    assetIds: input.assetIds === undefined ? null : [...new Set(input.assetIds)],
    options: input.options,
    apply: input.apply,
    conflicts: input.conflicts ?? null,
    force: false,
    counts: noCounts,
    problem: null,
    scheduled: [],
    createdAt: now,
    updatedAt: now,
    plannedAt: null,
    appliedAt: null,
    revertedAt: null,
    workId: null,
    round: 0,
  };
}

function nothingToPublish({ batchId }: CreateInput, { name }: TargetRecord): ProblemError {
  return new ProblemError(
    "publication-empty",
    batchId === undefined
      ? `Nothing is approved that was made for items of "${name}". Approve assets first, or name a batch or assets.`
      : "No asset of this batch is approved. Approve some first.",
  );
}
