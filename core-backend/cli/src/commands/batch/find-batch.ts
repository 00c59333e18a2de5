import type { Client } from "@assetql/client";
import { type Batch, batchIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";
import { formatTime, plural } from "../../output/format.ts";
import { take } from "../../pages.ts";

/** Names are looked for among so many: the largest page of the API, read with one request. */
const NEWEST = 200;
const SHOWN = 5;

/**
 * A batch by id, or by its whole name among the newest 200: the one with exactly this name, else the one with it in
 * another case. Throws a usage error when none or several fit.
 */
export async function findBatch(client: Client, idOrName: string): Promise<Batch> {
  const id = batchIdSchema.safeParse(idOrName);
  if (id.success) return client.batches.get(id.data);
  const newest = await take(client.batches.listAll({ limit: NEWEST }), NEWEST);
  const name = idOrName.trim();
  const exact = newest.filter((batch) => batch.name === name);
  const named =
    exact.length > 0 ? exact : newest.filter((batch) => batch.name.toLowerCase() === name.toLowerCase());
  const [found, ...others] = named;
  if (found === undefined) {
    throw wrongInput(
      `There is no batch named ${JSON.stringify(idOrName)} among the newest ${NEWEST}. \`assetql batch list\` shows them.`,
    );
  }
  if (others.length > 0) throw severalNamed(named, idOrName);
  return found;
}

function severalNamed(named: readonly Batch[], name: string) {
  const shown = named.slice(0, SHOWN).map(({ id, createdAt }) => `${id} (${formatTime(createdAt)})`);
  const rest = named.length > SHOWN ? ` and ${named.length - SHOWN} more` : "";
  return wrongInput(
    `${plural(named.length, "batch", "batches")} are named ${JSON.stringify(name)}; choose by id: ${shown.join(", ")}${rest}`,
  );
}
