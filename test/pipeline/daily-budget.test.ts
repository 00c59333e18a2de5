import { listTasks } from "@assetql/core";
import { type Collection, GeneratorError } from "@assetql/core/ports";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { simpleCsv } from "../support/csv.ts";
import { preparedImage } from "../support/fixed-generator.ts";
import { createScriptedGenerator } from "../support/scripted-generator.ts";
import { openTestHome, owner, type TestHome } from "../support/test-home.ts";
import { until } from "../support/until.ts";

const NOON = Date.UTC(2026, 10, 5, 12);

let image: Uint8Array;
let home: TestHome | undefined;
beforeAll(async () => {
  image = await preparedImage(64);
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOON, shouldAdvanceTime: true });
});
afterEach(async () => {
  await home?.dispose();
  home = undefined;
  vi.useRealTimers();
});

/** A home with a budget, restarted on its data folder if there is one. */
async function open(
  budget: { images?: number; usd?: number },
  { script = () => image, folder }: { script?: (call: number) => Uint8Array; folder?: string } = {},
) {
  const generator = createScriptedGenerator((_, call) => script(call));
  home = await openTestHome(generator, { dailyBudgets: { scripted: budget } }, folder);
  return { home, generator };
}

/** Waits until the tasks have ended or wait; resolves to those that wait. */
async function untilAllWait({ core }: TestHome, id: Parameters<typeof listTasks>[2]["id"], rows: number) {
  return until(async () => {
    const { items } = await listTasks(core, owner, { id, limit: 200 });
    const settled = items.filter(({ status }) => status === "completed" || status === "retrying");
    return settled.length === rows ? items.filter(({ status }) => status === "retrying") : undefined;
  });
}

describe("a model's daily budget", () => {
  it("is kept exactly by many at once, over a restart too, and its tasks go on the day after", async () => {
    const first = await open({ images: 25 });
    const { id } = await first.home.submit({ csv: simpleCsv(40) });
    const waiting = await untilAllWait(first.home, id, 40);
    expect(first.generator.requests).toHaveLength(25);
    expect(waiting).toHaveLength(15);
    for (const { tries, error } of waiting) {
      expect(tries).toBe(0);
      expect(error?.message).toBe(
        'The daily budget of the model "scripted" (25 images) is used up. The task goes on by itself on 2026-11-06 (UTC), or earlier if the hub is started with a larger budget.',
      );
    }

    const folder = first.home.dataFolder;
    await first.home.close();
    vi.setSystemTime(NOON + 3_600_000);
    const sameDay = await open({ images: 25 }, { folder });
    const other = await sameDay.home.submit({ csv: simpleCsv(3) });
    await untilAllWait(sameDay.home, other.id, 3);
    await untilAllWait(sameDay.home, id, 40);
    expect(sameDay.generator.requests).toEqual([]);

    await sameDay.home.close();
    vi.setSystemTime(NOON + 86_400_000);
    const nextDay = await open({ images: 25 }, { folder });
    for (const batch of [id, other.id]) {
      expect(await nextDay.home.untilEnded(batch)).toMatchObject({ status: "completed", failedTasks: 0 });
    }
    expect(nextDay.generator.requests).toHaveLength(18);
    const { items } = await listTasks(nextDay.home.core, owner, { id, limit: 200 });
    expect(items.map(({ tries }) => tries)).toEqual(Array(40).fill(1));
  });

  it("may be one of money", async () => {
    // A call costs $0.02.
    const { home: at, generator } = await open({ usd: 0.07 });
    const { id } = await at.submit({ csv: simpleCsv(5) });
    const [waiting] = await untilAllWait(at, id, 5);
    expect(generator.requests).toHaveLength(3);
    expect(waiting?.error?.message).toContain('"scripted" ($0.07) is used up');
  });

  it("counts calls that failed, and not those that the model turned down", async () => {
    const script = (call: number) => {
      if (call <= 6) throw new GeneratorError("unavailable", "The model is starting.", 0.01);
      if (call === 7) throw new GeneratorError("transient", "The model stumbled.");
      return image;
    };
    const { home: at, generator } = await open({ images: 3 }, { script });
    const { id } = await at.submit({ csv: simpleCsv(3) });
    await until(async () => {
      const waiting = await untilAllWait(at, id, 3);
      return waiting.some(({ error }) => error?.message.includes("is used up")) ? true : undefined;
    });
    expect(generator.requests).toHaveLength(6 + 3);
  });

  it("that is of a model unknown here keeps the hub from starting", async () => {
    const generator = createScriptedGenerator(() => image);
    await expect(openTestHome(generator, { dailyBudgets: { dalle: { images: 1 } } })).rejects.toThrow(
      'There is no model "dalle" here to hold to a daily budget. There are: "default", "scripted".',
    );
  });
});

it("without a budget nothing is counted", async () => {
  const generator = createScriptedGenerator(() => image);
  home = await openTestHome(generator);
  await home.untilEnded((await home.submit({})).id);
  const spends: Collection<object> = {
    name: "daily-spends",
    parse: (value) => Object(value),
    id: () => "",
    indexes: {},
  };
  expect(await home.core.store.get(spends, "scripted.2026-11-05")).toBeUndefined();
});
