import { randomUUID } from "node:crypto";
import type { Client } from "@assetql/client";
import type { Plan } from "@assetql/contract";
import { AppProblemError } from "../problems.ts";
import type { Sealer } from "../secrets/sealer.ts";
import { adminOf } from "./admin.ts";
import { adminKeyPurpose, type HubPlace } from "./connection-record.ts";
import type { HubDoor } from "./hub.ts";
import { ensureTarget } from "./target.ts";

export interface MakingDeps {
  readonly hub: HubDoor;
  readonly sealer: Sealer;
  readonly plan: Plan;
  /** Makes sure that the hub knows the connector: targets of unknown ones are refused. */
  readonly announce: () => Promise<void>;
  readonly now: () => number;
  /** Called between the steps; a test may stop there for good, as a process can. */
  readonly reached?: (step: MakingStep) => Promise<void> | void;
}

export type MakingStep = "marked" | "workspace-made" | "workspace-kept" | "target-made";

export const newMark = (): string => `setting-up-${randomUUID()}`;

/**
 * A new workspace of a shop with the key of its admin. The hub shows the key once and calls nothing twice by itself, so
 * the name is a mark until the key is kept: see {@link removeUnfinished}.
 */
export async function makeWorkspace(deps: MakingDeps, shop: string, mark: string): Promise<HubPlace> {
  await deps.reached?.("marked");
  const made = await asOperator(() => deps.hub.operator.workspaces.create({ name: mark, plan: deps.plan }));
  await deps.reached?.("workspace-made");
  const { id: workspaceId, firstKey } = made;
  if (firstKey === null) throw notOperator();
  return {
    workspaceId,
    workspaceName: mark,
    keyId: firstKey.id,
    sealedKey: await deps.sealer.seal(firstKey.secret, adminKeyPurpose(shop, workspaceId)),
    targetId: null,
    connectedAt: deps.now(),
  };
}

/** Erases workspaces whose key was lost when a process ended between making them and keeping it: nothing is in them. */
export async function removeUnfinished({ hub }: Pick<MakingDeps, "hub">, mark: string): Promise<void> {
  for await (const { id, name } of hub.operator.workspaces.listAll({ limit: 200 })) {
    if (name === mark) await hub.operator.workspaces.delete(id, name);
  }
}

export interface FinishedShop {
  readonly shop: string;
  readonly shopName: string;
  /** When it was installed. */
  readonly since: number;
}

/** Gives a kept workspace its name and the shop as a target. Safe to repeat. */
export async function finishWorkspace(
  deps: MakingDeps,
  { shop, shopName, since, place }: FinishedShop & { readonly place: HubPlace },
): Promise<HubPlace & { readonly targetId: string }> {
  const admin = await adminOf(deps, { shop, place });
  const workspaceName = shopName.slice(0, 120);
  await admin.workspaces.update(place.workspaceId, { name: workspaceName });
  const targetId = await makeTarget(deps, admin, { shop, shopName, since });
  await deps.reached?.("target-made");
  return { ...place, workspaceName, targetId };
}

export async function makeTarget(
  { announce }: Pick<MakingDeps, "announce">,
  admin: Client,
  of: FinishedShop,
): Promise<string> {
  await announce();
  return ensureTarget(admin, of);
}

/** Runs what only an operator may do. Throws the problem `hub-key-not-operator` when the app's key is none. */
async function asOperator<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isRefused = error instanceof Error && "code" in error && error.code === "forbidden";
    throw isRefused ? notOperator(error) : error;
  }
}

const notOperator = (cause?: unknown): AppProblemError =>
  new AppProblemError(
    "hub-key-not-operator",
    "The app's own key cannot make workspaces. Whoever runs the app must give it an operator's key of the hub (ASSETQL_API_KEY).",
    { cause },
  );
