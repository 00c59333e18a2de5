// Writes until it is killed: `node writer.fixture.ts <folder>`. Prints the number of each transaction once it is
// committed, and "ready" before the first.
import { setImmediate } from "node:timers/promises";
import { put } from "@assetql/core/ports";
import { createSqliteJobQueue } from "./job-queue.ts";
import { openDataFolder } from "./open.ts";
import { createSqliteOutbox } from "./outbox.ts";
import { pairs } from "./pairs.fixture.ts";
import { createSqliteRecordStore } from "./record-store.ts";

const { database } = openDataFolder(process.argv[2] ?? "");
const clock = { now: () => Date.now() };
const store = createSqliteRecordStore(database);
const outbox = createSqliteOutbox({ store, database, clock });
const queue = createSqliteJobQueue(database, clock);
const counter = await store.get(pairs, "counter");

console.log("ready");
for (let number = (counter?.value.number ?? 0) + 1; ; number += 1) {
  const half = (id: string) => put(pairs, { id, number, text: "x".repeat(number % 2_000) });
  await store.transact([
    half(`left-${number}`),
    half(`right-${number}`),
    half("counter"),
    outbox.write({ stream: "numbers", body: number }),
  ]);
  console.log(String(number));
  await queue.send("generation", [{ body: `left ${number}` }, { body: `right ${number}` }]);
  if (number % 10 === 0) await queue.receive("generation", { max: 2, visibilitySeconds: 600 });
  await setImmediate();
}
