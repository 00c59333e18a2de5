import { contentfulConnector } from "@assetql/contentful";
import { ProblemError } from "@assetql/contract";
import { z } from "zod";
import type { ListedTarget } from "../hub/target-directory.ts";
import type { AllowedOperation } from "./allowed-operations.ts";
import { notTheirs, type Ownership } from "./ownership.ts";

/** A call to relay. */
export interface AppCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** Settings of the target that a publication may change for itself: none of them leads to another place. */
const PUBLICATION_OPTIONS: ReadonlySet<string> = new Set(contentfulConnector.manifest.overridable);
const REVIEWS: ReadonlySet<unknown> = new Set(["approve", "reject", "regenerate"]);
const LOOKED_AT_ONCE = 10;

const bodyIdsSchema = z.object({
  batchId: z.string().optional(),
  assetIds: z.array(z.string()).max(500).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});

/**
 * The call, kept within the target: with the target's id put in, or unchanged where the id in it is the target's own.
 * Throws the problems `not-found`, `forbidden` and `request-invalid`.
 */
export async function scopeCall(
  ownership: Ownership,
  { listed, allowed }: { readonly listed: ListedTarget; readonly allowed: AllowedOperation },
  call: AppCall,
): Promise<AppCall> {
  const { id = "" } = call.params;
  const targetId = listed.target.id;
  switch (allowed.scope) {
    case "none":
    case "list-batches":
      return call;
    case "target":
      if (id !== targetId) throw notTheirs("target", id);
      return call;
    case "batch":
    case "asset":
    case "publication":
      if (!(await ownership[allowed.scope](listed, id))) throw notTheirs(allowed.scope, id);
      return call;
    case "batch-query":
      await assertBatch(ownership, listed, call.query.get("batchId"));
      return call;
    case "target-query":
      call.query.set("targetId", targetId);
      return call;
    case "target-body":
      return { ...call, body: { ...(await ownBody(ownership, listed, call.body)), targetId } };
    case "review":
      return { ...call, body: await ownReview(ownership, listed, call.body) };
  }
}

async function assertBatch(
  ownership: Ownership,
  listed: ListedTarget,
  batchId: string | null,
): Promise<void> {
  if (batchId === null) throw new ProblemError("request-invalid", "Say whose assets by `batchId`.");
  if (!(await ownership.batch(listed, batchId))) throw notTheirs("batch", batchId);
}

async function ownBody(ownership: Ownership, listed: ListedTarget, body: AppCall["body"] = {}) {
  const { batchId, assetIds = [], options = {} } = readIds(body);
  if (batchId !== undefined) await assertBatch(ownership, listed, batchId);
  const foreign = await foreignAssets(ownership, listed, assetIds);
  const [first] = foreign;
  if (first !== undefined) throw notTheirs("asset", first);
  const refused = Object.keys(options).find((name) => !PUBLICATION_OPTIONS.has(name));
  if (refused !== undefined) {
    throw new ProblemError("forbidden", `The app may not set \`${refused.slice(0, 60)}\` for a publication.`);
  }
  return body;
}

async function ownReview(ownership: Ownership, listed: ListedTarget, body: AppCall["body"] = {}) {
  if (!REVIEWS.has(body.action)) {
    throw new ProblemError("forbidden", "The app may approve, reject and regenerate assets, nothing else.");
  }
  const { assetIds = [] } = readIds(body);
  const [first] = await foreignAssets(ownership, listed, assetIds);
  if (first !== undefined) throw notTheirs("asset", first);
  return body;
}

function readIds(body: unknown) {
  const parsed = bodyIdsSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProblemError("request-invalid", `\`${issue?.path.join(".")}\` is not right: ${issue?.message}.`);
}

async function foreignAssets(
  ownership: Ownership,
  listed: ListedTarget,
  ids: readonly string[],
): Promise<readonly string[]> {
  const foreign: string[] = [];
  for (let start = 0; start < ids.length; start += LOOKED_AT_ONCE) {
    const some = ids.slice(start, start + LOOKED_AT_ONCE);
    const own = await Promise.all(some.map((id) => ownership.asset(listed, id)));
    foreign.push(...some.filter((_, index) => own[index] !== true));
  }
  return foreign;
}
