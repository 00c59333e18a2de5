import { type ChangeId, changeIdSchema, type JournalEntry, type ReportEntryInput } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { ChangeBusy } from "./change-busy.ts";
import { createJournal, type JournalOptions } from "./journal.ts";

const id: ChangeId = changeIdSchema.parse("chg_journal-1");
const retries: JournalOptions["retries"] = {
  backoffMs: 1,
  random: () => 0,
  signal: new AbortController().signal,
  onRetry: () => undefined,
};

interface Setup {
  readonly journal?: readonly JournalEntry[];
  readonly version?: number;
  readonly workId?: string;
  readonly busy?: (entry: ReportEntryInput) => boolean;
}

function open({ journal = [], version = 1, workId = "wrk_1", busy = () => false }: Setup = {}) {
  const told: ReportEntryInput[] = [];
  const reporter: JournalOptions["reporter"] = {
    async add(entry) {
      told.push(entry);
      return { busy: busy(entry) };
    },
    idle: async () => undefined,
  };
  const owner = { kind: "apply", version, workId } as const;
  const opened = createJournal({
    change: { change: { id }, journal: [...journal] },
    owner,
    reporter,
    retries,
  });
  const entries = (): JournalEntry[] =>
    told.flatMap((entry) =>
      entry.type === "step" ? [{ key: entry.key, state: entry.state, result: entry.result ?? null }] : [],
    );
  return { journal: opened, entries };
}

/** What a host has journalled that did one step. */
async function afterOneStep({ failed }: { failed: boolean }): Promise<JournalEntry[]> {
  const { journal, entries } = open();
  journal.keep("before", { fields: {} });
  await journal.step("upload", async () => 55);
  if (failed) await journal.end();
  return entries();
}

describe("the journal of a change", () => {
  it("is empty until something is done, and then has what was kept first", async () => {
    const { journal, entries } = open();
    journal.keep("before", "as it was");
    expect(entries()).toEqual([]);
    await journal.step("upload", async () => 55);
    expect(entries().map(({ key, state }) => `${key} ${state}`)).toEqual([
      "kept/before-1-0 done",
      "apply.1/wrk_1/upload started",
      "apply.1/wrk_1/upload done",
    ]);
  });

  it("does not repeat a step after a crash or a pause, whichever work goes on", async () => {
    const { journal } = open({ journal: await afterOneStep({ failed: false }), workId: "wrk_2" });
    expect(journal.isOurs).toBe(true);
    expect(await journal.step("upload", async () => 56)).toBe(55);
  });

  it("looks for the effect of a step of a try that has failed, and does it again where it is gone", async () => {
    const earlier = await afterOneStep({ failed: true });
    const there = open({ journal: earlier, workId: "wrk_2" }).journal;
    expect(await there.step("upload", async () => 56, { find: async () => 57 })).toBe(57);
    const gone = open({ journal: earlier, workId: "wrk_2" }).journal;
    expect(await gone.step("upload", async () => 56, { find: async () => undefined })).toBe(56);
  });

  it("takes nothing of an earlier version of the image for its own", async () => {
    const { journal } = open({ journal: await afterOneStep({ failed: true }), version: 2 });
    expect(journal.isBegun).toBe(true);
    expect(journal.isOfVersion).toBe(false);
    expect(await journal.step("upload", async () => 56, { find: async () => 55 })).toBe(56);
  });

  it("has what the steps of a try have left by their own word, also those that are not repeated", async () => {
    const leaves = (id: number) => ({ image: id });
    const first = open();
    await first.journal.step("upload", async () => 55, { leaves });
    const { journal } = open({ journal: first.entries() });
    expect(journal.told).toEqual({});
    await journal.step("upload", async () => 56, { leaves });
    await journal.step("texts", async () => "A mug", { leaves: (title) => ({ title }) });
    expect(journal.told).toEqual({ image: 55, title: "A mug" });
  });

  it("stops before a step is run when another work has the change", async () => {
    const { journal } = open({ busy: ({ type }) => type === "step" });
    let runs = 0;
    const step = () =>
      journal.step("upload", async () => {
        runs += 1;
        return null;
      });
    await expect(step()).rejects.toBeInstanceOf(ChangeBusy);
    await expect(step()).rejects.toBeInstanceOf(ChangeBusy);
    expect(runs).toBe(0);
    expect(journal.isTaken).toBe(true);
  });

  it("keeps texts of any length, and names of steps of any length apart", async () => {
    const text = "\u0001ü".repeat(20_000);
    const { journal, entries } = open();
    journal.keep("before", text);
    const long = "remove ".repeat(40);
    expect(await journal.step(`${long}1`, async () => 1)).toBe(1);
    expect(await journal.step(`${long}2`, async () => 2)).toBe(2);
    const again = open({ journal: entries() }).journal;
    expect(JSON.parse(again.kept("before") ?? "")).toBe(text);
    for (const { key } of entries()) expect(key.length).toBeLessThanOrEqual(120);
  });
});
