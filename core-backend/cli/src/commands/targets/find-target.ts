import type { Client } from "@assetql/client";
import { type Target, targetIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";

/** A target by id, or by its whole name in any case. Throws a usage error when none or several fit. */
export async function findTarget(client: Client, idOrName: string): Promise<Target> {
  const id = targetIdSchema.safeParse(idOrName);
  if (id.success) return client.targets.get(id.data);
  const wanted = idOrName.trim().toLowerCase();
  const named: Target[] = [];
  for await (const target of client.targets.listAll()) {
    if (target.name.toLowerCase() === wanted) named.push(target);
  }
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
