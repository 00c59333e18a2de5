/**
 * `npm run bench:webhooks [-- --events N] [--endpoints N] [--json]`: how much longer nine webhooks take for their events
 * when a tenth does not answer. Both in one run, on one hub: first without the hanging one, then with it.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWebhookSchema, type DomainEvent, domainEventSchema } from "@assetql/contract";
import { createWebhook, ensureHomeWorkspace, updateWebhook } from "@assetql/core";
import { openHome } from "@assetql/embedded";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { owner } from "../support/test-home.ts";
import { report, rounded } from "./report.ts";

const GOAL = 1.2;
/** Events of one transaction, as a busy batch makes them. */
const AT_ONCE = 50;
/** Each time is the median of as many, taken in turn, so that what else the machine does is in both. */
const ROUNDS = 3;

const given = (name: string, otherwise: number): number => {
  const index = process.argv.indexOf(name);
  return index < 0 ? otherwise : Number(process.argv[index + 1]);
};
const events = given("--events", 1_000);
const endpoints = given("--endpoints", 10);

/** A partner that answers at once, or never; `arrived` resolves when it has had so many different events. */
async function startPartner(answers: boolean) {
  const seen = new Set<string>();
  let wanted = Number.POSITIVE_INFINITY;
  let arrived = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    request.resume();
    seen.add(String(request.headers["webhook-id"]));
    if (seen.size >= wanted) arrived.resolve();
    if (answers) response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    seen,
    expect(count: number): Promise<void> {
      seen.clear();
      wanted = count;
      arrived = Promise.withResolvers();
      return arrived.promise;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const folder = await mkdtemp(join(tmpdir(), "assetql-bench-"));
const home = await openHome({
  dataFolder: folder,
  generator: createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }),
  log: () => {},
  allowedNetworks: ["127.0.0.0/8"],
});
const partners = await Promise.all(Array.from({ length: endpoints }, (_, index) => startPartner(index > 0)));
const [hanging, ...others] = partners;

let batch = 0;
async function announce(count: number): Promise<void> {
  const { workspaceId } = owner;
  for (let from = 0; from < count; from += AT_ONCE) {
    const some: DomainEvent[] = Array.from({ length: Math.min(AT_ONCE, count - from) }, () =>
      domainEventSchema.parse({
        type: "batch.deleted",
        batchId: `bat_${String(batch++).padStart(8, "0")}`,
        at: Date.now(),
      }),
    );
    const body = { workspaceId, events: some, jobs: [] };
    await home.core.store.transact([home.core.outbox.write({ stream: workspaceId, body })]);
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds until every partner that answers has had every event. */
async function measure(): Promise<number> {
  const arrived = others.map((partner) => partner.expect(events));
  const startedAt = performance.now();
  await announce(events);
  await Promise.all(arrived);
  return performance.now() - startedAt;
}

try {
  await ensureHomeWorkspace(home.core);
  home.work();
  const ids = await Promise.all(
    partners.map(
      async ({ url }) => (await createWebhook(home.core, owner, createWebhookSchema.parse({ url }))).id,
    ),
  );
  const [stuck] = ids;
  if (stuck === undefined || hanging === undefined) throw new Error("There is nothing to measure");
  await updateWebhook(home.core, owner, { id: stuck, status: "disabled" });
  const times: Record<"disabled" | "enabled", number[]> = { disabled: [], enabled: [] };
  // Once for warming up: the first events find cold code and cold files.
  await measure();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const status of ["disabled", "enabled"] as const) {
      await updateWebhook(home.core, owner, { id: stuck, status });
      times[status].push(await measure());
    }
  }
  const [without, with_] = [median(times.disabled), median(times.enabled)];
  if (hanging.seen.size === 0) throw new Error("The hanging one was not even tried");
  report("webhooks", [
    {
      name: `${events} events to ${endpoints} webhooks, one hanging: time of the others ÷ without it`,
      ratio: rounded(with_ / without),
      goal: `<= ${GOAL}`,
      pass: with_ / without <= GOAL,
      detail: {
        withoutMs: Math.round(without),
        withMs: Math.round(with_),
        deliveriesPerSecond: Math.round((events * others.length) / (with_ / 1_000)),
        triesOfTheHangingOne: hanging.seen.size,
      },
    },
  ]);
} finally {
  await home.close();
  for (const partner of partners) partner.close();
  await rm(folder, { recursive: true, force: true });
}
