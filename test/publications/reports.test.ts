import type { Client } from "@assetql/client";
import type { Publication, PublicationCounts, ReportEntryInput, WorkChange } from "@assetql/contract";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testSeed } from "../support/test-seed.ts";
import { openPublishingHome, type PublishingHome } from "./publishing-home.ts";
import { shelfTarget } from "./shelf.ts";
import { openShelfHost, type ShelfHost } from "./shelf-host.ts";

let home: PublishingHome;
let client: Client;
let host: ShelfHost;
const seed = testSeed();

beforeAll(async () => {
  home = await openPublishingHome();
  client = home.client;
  host = await openShelfHost(client);
  batchId = (await home.makeAssets(CHANGES)).batch.id;
});
afterAll(() => home.dispose());

const CHANGES = 5;
let batchId: string;

/** A work on five changes, at a target of its own. */
async function work() {
  host.shelf.clear();
  const target = await client.targets.create(shelfTarget());
  const { id } = await client.publications.create({ targetId: target.id, batchId, apply: true });
  await host.plan(await host.take("plan"));
  const applying = await host.take("apply");
  return { publicationId: id, work: applying, changes: await host.changes(applying) };
}

const problem = { code: "refused", detail: "No." };

/** The counts as the changes themselves say. */
async function countsByHand(id: string): Promise<PublicationCounts> {
  const all = await Array.fromAsync(client.publications.changesAll(id));
  const of = (test: (change: (typeof all)[number]) => boolean): number => all.filter(test).length;
  return {
    create: of(({ kind }) => kind === "create"),
    update: of(({ kind }) => kind === "update"),
    skip: of(({ kind }) => kind === "skip"),
    conflict: of(({ kind }) => kind === "conflict"),
    delete: of(({ kind }) => kind === "delete"),
    applied: of(({ state, receipt }) => state === "applied" || (state === "reverting" && receipt !== null)),
    failed: of(({ state }) => state === "failed"),
    reverted: of(({ state }) => state === "reverted"),
    revertFailed: of(({ state }) => state === "revert-failed"),
  };
}

describe("reports", () => {
  it(`keep the counts exact, whatever their order and repetition (seed ${seed})`, async () => {
    const step = fc.record({
      change: fc.nat(CHANGES - 1),
      type: fc.constantFrom("started", "step", "applied", "failed"),
      again: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 8 }),
        async (reports) => {
          const { publicationId, work: applying, changes } = await work();
          for (const report of reports) {
            const entries = report.map(({ change, type }) => entryOf(changes[change]!, type));
            await host.report(applying.id, entries);
            if (report[0]?.again) await host.report(applying.id, entries);
          }
          const publication: Publication = await client.publications.get(publicationId);
          expect(publication.counts).toEqual(await countsByHand(publicationId));
          const ended = endsOf(reports.flat());
          expect([publication.counts.applied, publication.counts.failed]).toEqual([
            ended.filter((end) => end === "applied").length,
            ended.filter((end) => end === "failed").length,
          ]);
          await client.publications.pause(publicationId);
          await host.complete(applying.id);
        },
      ),
      { seed, numRuns: 10 },
    );
  });

  it("that are repeated change nothing, not even the time", async () => {
    const { publicationId, work: applying, changes } = await work();
    const entries = changes.flatMap((change) => [
      entryOf(change, "started"),
      entryOf(change, "step"),
      entryOf(change, "applied"),
    ]);
    await host.report(applying.id, entries);
    const read = async () => ({
      changes: await Array.fromAsync(client.publications.changesAll(publicationId)),
      links: await Promise.all(
        changes.map(async ({ change }) => (await client.targets.links(change.targetId)).items),
      ),
      counts: (await client.publications.get(publicationId)).counts,
    });
    const before = await read();
    expect(before.counts.applied).toBe(CHANGES);

    expect(await host.report(applying.id, entries)).toEqual({ control: "continue", busy: [] });
    // A step of what has ended is nobody's to do.
    expect(
      await host.report(applying.id, [entryOf(changes[0]!, "failed"), entryOf(changes[1]!, "step")]),
    ).toEqual({
      control: "continue",
      busy: [changes[1]!.change.id],
    });
    expect(await read()).toEqual(before);
    await host.complete(applying.id);
  });

  it("of side by side senders lose nothing", async () => {
    const { publicationId, work: applying, changes } = await work();
    await Promise.all(
      changes.map((change) =>
        host.report(applying.id, [entryOf(change, "started"), entryOf(change, "applied")]),
      ),
    );
    expect((await client.publications.get(publicationId)).counts.applied).toBe(CHANGES);
    await host.complete(applying.id);
  });

  it("tell live how far it is", async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const opened = Promise.withResolvers<void>();
    const { work: applying, publicationId } = await work();
    const following = (async () => {
      const options = { signal: stop.signal, onOpen: () => opened.resolve() };
      for await (const { event } of client.live.subscribe({}, options)) {
        if (!("publicationId" in event) || event.publicationId !== publicationId) continue;
        if (event.type === "publication.progressed") seen.push(event.counts.applied);
        if (event.type === "publication.changed" && event.status === "applied") return;
      }
    })();
    await opened.promise;
    await host.apply(applying);
    await following;
    stop.abort();
    expect(seen.at(-1)).toBe(CHANGES);
  });

  it("that a work of this kind cannot have made are refused in words", async () => {
    const { work: applying, changes } = await work();
    const change = changes[0]!;
    const revert: ReportEntryInput = { type: "revert-failed", changeId: change.change.id, problem };
    const large = { ...entryOf(change, "applied"), written: { alt: "x".repeat(31_000) } } as ReportEntryInput;
    const unknown: ReportEntryInput = { type: "started", changeId: "chg_nobodyhasthisid" };
    for (const [entry, words] of [
      [revert, 'reports nothing "revert-failed"'],
      [large, "written must have at most 30 KB"],
      [unknown, "no change with the id"],
    ] as const) {
      const error = await host.report(applying.id, [entry]).then(
        () => undefined,
        (reason: { problem: { detail: string } }) => reason.problem,
      );
      expect(error).toMatchObject({ code: "request-invalid", detail: expect.stringContaining(words) });
    }
    await host.apply(applying);
  });
});

/** How each change has ended by the letter of the contract: what counts is the first end. */
function endsOf(steps: readonly { change: number; type: string }[]): string[] {
  const ends = new Map<number, string>();
  for (const { change, type } of steps) {
    if ((type === "applied" || type === "failed") && !ends.has(change)) ends.set(change, type);
  }
  return [...ends.values()];
}

function entryOf(change: WorkChange, type: "started" | "step" | "applied" | "failed"): ReportEntryInput {
  const changeId = change.change.id;
  if (type === "started") return { type, changeId };
  if (type === "step") return { type, changeId, key: "upload", state: "done", result: 1 };
  return type === "failed" ? { type, changeId, problem } : host.applyOne(change);
}
