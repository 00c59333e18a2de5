import { dispatch, listEvents } from "@assetql/core";
import { seededRandom, withStaleIndexes } from "@assetql/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { openTestHome, owner, type TestHome } from "../support/test-home.ts";
import { testSeed } from "../support/test-seed.ts";
import { someEvents } from "./live-hub.ts";

const ROUNDS = 60;

let home: TestHome;
beforeAll(async () => {
  home = await openTestHome(createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }));
});
afterAll(() => home.dispose());

it("is read without a hole by whoever goes on from where they were, though its index lags", async () => {
  // Prepare
  const seed = testSeed();
  console.info(`seed ${seed} (ASSETQL_TEST_SEED=${seed} repeats it)`);
  const random = seededRandom(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const store = withStaleIndexes(home.core.store, seed);
  const deps = { ...home.core, store, queue: home.queue };
  const { workspaceId } = owner;
  const append = (stream: string, count: number) =>
    dispatch(deps, stream, [
      { id: `entry-${random()}`, stream, body: { workspaceId, events: someEvents(count), jobs: [] } },
    ]);
  let written = 0;
  let position = 0;

  for (let round = 0; round < ROUNDS; round += 1) {
    // Act: two streams of the workspace are dispatched at once
    const [one, other] = [1 + upTo(40), 1 + upTo(40)];
    await Promise.all([append(workspaceId, one), append("bat_gone", other)]);
    written += one + other;
    const limit = 1 + upTo(60);
    const next = await listEvents({ store }, owner, { after: position, limit });
    const anywhere = upTo(written);
    const resumed = await listEvents({ store }, owner, { after: anywhere, limit });

    // Assess: the one is told everything; the other too, or that something may be missing
    expect(next.events.map(({ seq }) => seq)).toEqual(
      Array.from({ length: next.lastSeq - position }, (_, index) => position + 1 + index),
    );
    expect(next.oldestSeq).toBeLessThanOrEqual(position + 1);
    position = next.lastSeq;
    const [first] = resumed.events;
    if (first !== undefined && resumed.oldestSeq <= anywhere + 1) expect(first.seq).toBe(anywhere + 1);
    expect(resumed.lastSeq).toBeLessThanOrEqual(written);
  }
  for (let more = true; more; ) {
    const page = await listEvents({ store }, owner, { after: position, limit: 500 });
    expect(page.events.map(({ seq }) => seq)).toEqual(
      Array.from({ length: page.lastSeq - position }, (_, index) => position + 1 + index),
    );
    ({ more, lastSeq: position } = page);
  }
  expect(position).toBe(written);
});
