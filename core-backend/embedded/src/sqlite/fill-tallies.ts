import type { DatabaseSync } from "node:sqlite";
import { tallyOfLedgers } from "@assetql/core";

/**
 * Batches of the first version have no sums of tries and no histograms, and what is folded later is only added to
 * them. The ledgers know every task, so the sums of all batches are made of those anew.
 */
export function fillTallies(database: DatabaseSync): void {
  const batches = database.prepare("SELECT id FROM records WHERE collection = 'batches'").all();
  const ledgersOf = database.prepare(
    "SELECT body FROM records WHERE collection = 'batch-ledgers' AND json_extract(body, '$.batchId') = ?",
  );
  const write = database.prepare(
    "UPDATE records SET body = json_set(body, '$.workflow.tally', json(?)) WHERE collection = 'batches' AND id = ?",
  );
  for (const { id } of batches) {
    const bodies = ledgersOf.all(String(id)).map(({ body }) => JSON.parse(String(body)));
    write.run(JSON.stringify(tallyOfLedgers(bodies)), String(id));
  }
}
