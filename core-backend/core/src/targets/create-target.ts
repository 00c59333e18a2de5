import {
  type CreateTarget,
  type InputProblem,
  TARGET_LIMITS,
  type Target,
  type TargetHealth,
} from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { ConflictError, create } from "../ports/index.ts";
import { newTargetId } from "../shared/ids.ts";
import { invalidMember, invalidRequest } from "../shared/invalid-request.ts";
import { announce } from "../shared/outbox-body.ts";
import { findConnector } from "./announced-connectors.ts";
import { checkSettings, checkSync, type Settings } from "./check-settings.ts";
import { getTarget } from "./read-target.ts";
import { credentialsContext, type TargetRecord, targets, toldOf } from "./target-record.ts";

type Deps = Pick<CoreDeps, "store" | "clock" | "random" | "outbox" | "secrets">;

/**
 * Names a place to publish to. Throws the problems `connector-unknown` and `request-invalid`, which names each setting
 * that the connector has no use for, or the member of `sync` that can be no time.
 */
export async function createTarget(
  deps: Deps,
  principal: Principal,
  { idempotencyKey, credentials, ...input }: CreateTarget & { idempotencyKey?: string | undefined },
): Promise<Target> {
  const { workspaceId } = principal;
  const id = newTargetId({ random: deps.random, workspaceId, idempotencyKey });
  // The same idempotency key has made it before.
  if ((await deps.store.get(targets, id)) !== undefined) return getTarget(deps, principal, { id });
  assertSizes({ ...input, credentials });
  const now = deps.clock.now();
  const sync = input.sync && checkSync(input.sync, now);
  const connector = await findConnector(deps, workspaceId, input.connector);
  checkSettings(connector, { ...input, credentials });
  const record: TargetRecord = {
    ...input,
    sync,
    id,
    workspaceId,
    createdBy: principal.userId,
    sealedCredentials: await sealCredentials(deps, id, credentials),
    syncedAt: null,
    lastSync: null,
    health: UNKNOWN_HEALTH,
    createdAt: now,
    updatedAt: now,
  };
  try {
    await deps.store.transact([
      create(targets, record),
      audit(deps, principal, { action: "target.created", subject: id, after: toldOf(record) }),
      announce(deps.outbox, id, {
        workspaceId,
        events: [{ type: "target.changed", targetId: id, at: now }],
      }),
    ]);
  } catch (error) {
    // A call with the same idempotency key has just made it.
    if (!(error instanceof ConflictError)) throw error;
  }
  return getTarget(deps, principal, { id });
}

export const UNKNOWN_HEALTH: TargetHealth = {
  status: "unknown",
  code: null,
  detail: "Nobody has looked yet.",
  facts: {},
  checkedAt: null,
};

/** The sealed form of what was given; `null` for none. */
export async function sealCredentials(
  { secrets }: Pick<CoreDeps, "secrets">,
  targetId: string,
  credentials: Readonly<Record<string, string>> | null | undefined,
): Promise<string | null> {
  if (credentials === undefined || credentials === null) return null;
  return secrets.seal(JSON.stringify(credentials), credentialsContext(targetId));
}

/** Throws the problem `request-invalid` for settings that are too large to keep. */
export function assertSizes({ config, credentials, mapping }: Settings): void {
  const { configBytes, credentialsBytes, mappedColumns } = TARGET_LIMITS;
  const problems: InputProblem[] = [];
  const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value ?? null));
  if (bytesOf(config) > configBytes) {
    problems.push(invalidMember("config", `config must have at most ${configBytes / 1000} KB.`));
  }
  if (bytesOf(credentials) > credentialsBytes) {
    problems.push(
      invalidMember("credentials", `credentials must have at most ${credentialsBytes / 1000} KB.`),
    );
  }
  if (Object.keys(mapping?.rows ?? {}).length > mappedColumns) {
    problems.push(invalidMember("mapping.rows", `mapping.rows must have at most ${mappedColumns} columns.`));
  }
  if (problems.length > 0) throw invalidRequest(problems);
}
