import {
  type Item,
  type ItemPage,
  type ItemQuery,
  ProblemError,
  type Target,
  type TargetId,
} from "@assetql/contract";
import { type Answer, type AskDeps, askHost } from "../connector-work/ask-host.ts";
import type { Patience } from "../connector-work/wait-for.ts";
import type { Principal } from "../deps.ts";
import { getTarget, ownTarget } from "./read-target.ts";
import type { TargetRecord } from "./target-record.ts";

interface Asked {
  readonly id: TargetId;
  /** Whether whoever asked has left. */
  readonly isGone: Patience["isGone"];
}

/**
 * Has a host look whether a target can be reached and written to; what it finds is the target's health. Throws the
 * problems `not-found` and `host-unavailable`.
 */
export async function checkTarget(
  deps: AskDeps,
  principal: Principal,
  { id, isGone }: Asked,
): Promise<Target> {
  const { value: target } = await ownTarget(deps, principal, id);
  await askHost(deps, principal, { target, kind: "check", isGone });
  return getTarget(deps, principal, { id });
}

/**
 * A page of what the platform has. Throws the problems `not-found`, `host-unavailable` and, in the host's words,
 * `target-failing`.
 */
export async function listTargetItems(
  deps: AskDeps,
  principal: Principal,
  { id, isGone, ...items }: Asked & { readonly query: ItemQuery; readonly cursor?: string | undefined },
): Promise<ItemPage> {
  const { value: target } = await ownTarget(deps, principal, id);
  const answer = await askHost(deps, principal, { target, kind: "items", items, isGone });
  return pageIn(answer, target);
}

function pageIn({ items, problem }: Answer, { name }: TargetRecord): ItemPage {
  if (problem !== undefined) throw new ProblemError("target-failing", `${name}: ${problem.detail}`);
  if (items === undefined) throw new ProblemError("target-failing", `${name}: its host has sent no list.`);
  return items;
}

/** Every item that fits, each once, `most` at most: beyond that the problem `input-invalid`. */
export async function everyItem(
  deps: AskDeps,
  principal: Principal,
  { most, query, ...asked }: Asked & { readonly query: ItemQuery; readonly most: number },
): Promise<readonly Item[]> {
  const found = new Map<string, Item>();
  let cursor: string | undefined;
  do {
    const page: ItemPage = await listTargetItems(deps, principal, { ...asked, query, cursor });
    for (const item of page.items) found.set(item.id, item);
    cursor = page.cursor;
    if (found.size > most || (found.size === most && cursor !== undefined)) throw tooMany(most);
  } while (cursor !== undefined);
  return [...found.values()];
}

const tooMany = (most: number): ProblemError =>
  new ProblemError(
    "input-invalid",
    `More than ${most} items fit. A batch is made of at most as many: narrow it down by kind, by search or by what has no image yet.`,
  );
