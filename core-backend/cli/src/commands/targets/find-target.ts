import type { Client } from "@assetql/client";
import { type Target, type TargetId, targetIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";

/** A target by id, or by its whole name in any case. Throws a usage error when none or several fit. */
export async function findTarget(client: Client, idOrName: string): Promise<Target> {
  const id = targetIdSchema.safeParse(idOrName);
  if (id.success) return client.targets.get(id.data);
  const named = await targetsNamed(client, idOrName);
  const [found, ...others] = named;
  if (found === undefined) {
    throw wrongInput(
      `There is no target named ${JSON.stringify(idOrName)}. \`assetql targets list\` shows them.`,
    );
  }
  if (others.length > 0) {
    const ids = named.map((target) => target.id).join(", ");
    throw wrongInput(`${named.length} targets are named ${JSON.stringify(idOrName)}; choose by id: ${ids}`);
  }
  return found;
}

/** Throws a usage error when a target other than `except` has the name, in any case: commands find targets by name. */
export async function assertNameFree(client: Client, name: string, except?: TargetId): Promise<void> {
  const taken = (await targetsNamed(client, name)).find((target) => target.id !== except);
  if (taken === undefined) return;
  throw wrongInput(
    `There is a target named ${JSON.stringify(taken.name)} already: ${taken.id}. Choose another name, or change that one with \`assetql targets update\`.`,
  );
}

async function targetsNamed(client: Client, name: string): Promise<readonly Target[]> {
  const wanted = name.trim().toLowerCase();
  const named: Target[] = [];
  for await (const target of client.targets.listAll()) {
    if (target.name.toLowerCase() === wanted) named.push(target);
  }
  return named;
}
