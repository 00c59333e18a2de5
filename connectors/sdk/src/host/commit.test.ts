import { type Change, changeIdSchema } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { nextVersion } from "../conformance/made-asset.ts";
import { openRig, type Rig } from "../conformance/rig.ts";
import type { Connector } from "../contract/connector.ts";
import { ConnectorError } from "../contract/connector-error.ts";
import { fileOf, openStagedProject, type StagedProject } from "../testing/staged-project.ts";

/** More than two reports hold. */
const MANY = 60;

type Commit = NonNullable<Connector["commit"]>;
/** What a commit does in a test, given how it would go well. */
type Act = (well: Commit, ...given: Parameters<Commit>) => ReturnType<Commit>;

interface Opened {
  readonly rig: Rig;
  readonly project: StagedProject;
  /** Of commits from now on. */
  acts(act: Act): void;
}

/** A project with `count` images to be put into it, planned. */
async function planned(count: number): Promise<Opened> {
  let act: Act = (well, context, changes) => well(context, changes);
  const project = openStagedProject(({ commit = noCommit }) => ({
    commit: (context, changes) => act(commit, context, changes),
  }));
  const rig = await openRig(project);
  for (let n = 1; n <= count; n += 1) rig.put(n);
  await rig.plan();
  return {
    rig,
    project,
    acts(next) {
      act = next;
    },
  };
}

/** The images are there, and others are to take their place. */
async function plannedUpdate(count: number): Promise<Opened> {
  const opened = await planned(count);
  const { rig, project } = opened;
  await rig.apply();
  for (const asset of [...rig.hub.assetsById.values()]) rig.change(nextVersion(asset));
  await rig.plan();
  project.commits.length = 0;
  return opened;
}

const noCommit: Commit = () => Promise.reject(new Error("The project has no commit"));
const noChange = (): never => {
  throw new Error("There is no change");
};
const changesOf = ({ hub }: Rig): Change[] => [...hub.changesById.values()].map(({ change }) => change);
const statesOf = (rig: Rig): string[] => changesOf(rig).map(({ state }) => state);
const all = (count: number, state: string): string[] => Array.from({ length: count }, () => state);
const idsOf = (changes: readonly { readonly externalId: string }[]) =>
  changes.map(({ externalId }) => externalId).sort();

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

describe("a commit", () => {
  it("is one for all changes, after all have been staged and before any is told", async () => {
    const { rig, project, acts } = await planned(MANY);
    const before: unknown[] = [];
    acts((well, context, changes) => {
      const journals = [...rig.hub.changesById.values()].map(({ journal }) => [...journal.values()]);
      const known = journals.filter((entries) => entries.at(-1)?.key.endsWith("/stage"));
      before.push([project.staged.size, project.files.size, new Set(statesOf(rig)), known.length]);
      expect(known.every((entries) => entries.at(-1)?.state === "done")).toBe(true);
      return well(context, changes);
    });
    const changes = await rig.apply();
    expect(before).toEqual([[MANY, 0, new Set(["applying"]), MANY]]);
    expect(statesOf(rig)).toEqual(all(MANY, "applied"));
    expect(project.files.size).toBe(MANY);
    expect(project.commits.map(idsOf)).toEqual([idsOf(changes)]);
    const [first] = project.commits[0] ?? [];
    const receipt = changes.find(({ externalId }) => externalId === first?.externalId)?.receipt;
    expect(first).toMatchObject({
      kind: "create",
      applied: { remoteId: receipt?.remoteId, after: receipt?.after },
    });
  });

  it("is not called when nothing is to be done", async () => {
    const { rig, project } = await plannedUpdate(2);
    // Somebody has put the same there since the plan.
    for (const { externalId, fields } of changesOf(rig)) {
      const ours = Object.fromEntries(fields.map(({ name, ours: value }) => [name, value]));
      project.files.set(fileOf(externalId), ours);
    }
    await rig.apply();
    expect(statesOf(rig)).toEqual(all(2, "applied"));
    await rig.plan();
    await rig.apply();
    expect(statesOf(rig)).toEqual(all(2, "planned"));
    expect(project.commits).toEqual([]);
  });

  it("takes deletions with the rest, and what is taken back acts at once", async () => {
    const { rig, project } = await plannedUpdate(2);
    const [first, second] = [...rig.hub.assetsById.values()];
    if (first === undefined || second === undefined) throw new Error("There are two assets");
    const before = new Map(project.files);
    rig.change({ ...first, review: "rejected" });
    await rig.plan({ deletion: "delete" });
    await rig.apply();
    expect(project.commits.map((changes) => changes.map(({ kind }) => kind).sort())).toEqual([
      ["delete", "update"],
    ]);
    expect([...project.files.keys()]).toEqual([fileOf(second.id)]);
    rig.change(first);
    await rig.revert();
    expect(statesOf(rig)).toEqual(all(2, "reverted"));
    expect(project.files).toEqual(before);
    expect(project.commits).toHaveLength(1);
  });
});

describe("a change that another work has taken since it was staged", () => {
  it("is not committed, nor told of", async () => {
    const { rig, project } = await planned(1);
    const report = rig.hub.report.bind(rig.hub);
    rig.hub.report = async (id, body) => {
      const control = await report(id, body);
      const staged = body.entries?.filter((entry) => entry.type === "step" && entry.state === "done") ?? [];
      return { ...control, busy: staged.map(({ changeId }) => changeIdSchema.parse(changeId)) };
    };
    await rig.apply();
    expect([project.commits, statesOf(rig)]).toEqual([[], ["applying"]]);
  });
});

describe("what a commit rejects", () => {
  it("has failed with its problem; the others are told, and the next apply finishes it alone", async () => {
    const { rig, project } = await plannedUpdate(3);
    const before = new Map(project.files);
    const [rejected = noChange()] = changesOf(rig);
    project.refusals.set(rejected.externalId, new ConnectorError("file-refused", "It is no texture."));
    await rig.apply();
    expect(statesOf(rig)).toEqual(["failed", "applied", "applied"]);
    expect(changesOf(rig)[0]).toMatchObject({
      receipt: null,
      problem: { code: "file-refused", detail: "It is no texture." },
    });
    expect(project.files.get(fileOf(rejected.externalId))).toEqual(before.get(fileOf(rejected.externalId)));

    project.refusals.clear();
    await rig.apply();
    expect(statesOf(rig)).toEqual(all(3, "applied"));
    expect(project.commits.slice(1).map(idsOf)).toEqual([[rejected.externalId]]);
    await rig.revert();
    expect(project.files).toEqual(before);
  });

  it("is staged anew, whatever it has left", async () => {
    const { rig, project, acts } = await plannedUpdate(1);
    const before = new Map(project.files);
    acts(async (_well, _context, [change = noChange()]) => {
      const file = fileOf(change.externalId);
      project.files.set(file, { ...project.files.get(file), title: change.applied.after.title ?? null });
      project.staged.clear();
      return new Map([[change.externalId, new ConnectorError("file-refused", "It was imported half.")]]);
    });
    await rig.apply();
    expect(statesOf(rig)).toEqual(["failed"]);
    acts((well, context, changes) => well(context, changes));
    await rig.apply();
    const [{ externalId, receipt } = noChange()] = changesOf(rig);
    expect(project.files.get(fileOf(externalId))).toEqual(receipt?.after);
    await rig.revert();
    expect(project.files).toEqual(before);
  });

  it("after a crash, too, leaves what an editor changes later to the editor", async () => {
    const { rig, project, acts } = await plannedUpdate(1);
    const [change = noChange()] = changesOf(rig);
    const before = project.files.get(fileOf(change.externalId));
    acts(async (well, context, changes) => {
      await well(context, changes);
      rig.faults.arm({ crashAt: 0 });
      return new Map();
    });
    await rig.apply();
    rig.faults.disarm();
    rig.hub.free();
    // Nothing is staged here any more: the step is known to be done.
    acts(async () => new Map([[change.externalId, new ConnectorError("refused", "Not now.")]]));
    await rig.run();
    expect(statesOf(rig)).toEqual(["failed"]);
    await project.editRemotely(fileOf(change.externalId), "title");
    const edited = project.files.get(fileOf(change.externalId))?.title;
    await rig.revert();
    expect(project.files.get(fileOf(change.externalId))).toEqual({ ...before, title: edited });
  });
});

describe("a commit that throws", () => {
  it("is tried again as its error allows", async () => {
    const { rig, project, acts } = await planned(3);
    let tries = 0;
    acts(async (well, context, changes) => {
      tries += 1;
      if (tries < 3) throw new ConnectorError("unavailable", "The editor compiles.");
      return well(context, changes);
    });
    await rig.apply();
    expect(statesOf(rig)).toEqual(all(3, "applied"));
    expect([tries, project.files.size]).toEqual([3, 3]);
  });

  it("fails all of its changes with the same problem, and looks at what it has left in one request", async () => {
    const { rig, project, acts } = await planned(MANY);
    let tries = 0;
    acts(async () => {
      tries += 1;
      throw new ConnectorError("refused", "The project does not compile.");
    });
    rig.faults.arm({});
    await rig.apply();
    const problem = { code: "refused", detail: "The project does not compile." };
    expect(changesOf(rig)).toMatchObject(Array.from({ length: MANY }, () => ({ state: "failed", problem })));
    expect(tries).toBe(1);
    // Once before it is written, once after.
    expect(rig.faults.calls.filter(({ within }) => within === "observe")).toHaveLength(2);
    acts((well, context, changes) => well(context, changes));
    await rig.apply();
    expect(statesOf(rig)).toEqual(all(MANY, "applied"));
    expect(project.files.size).toBe(MANY);
  });

  it("for a reason that nobody knows is told as unknown after three tries, and logged once", async () => {
    const { rig, acts } = await planned(2);
    let tries = 0;
    acts(async () => {
      tries += 1;
      throw new TypeError("secret-of-the-machine");
    });
    await rig.apply();
    expect(changesOf(rig).map(({ problem }) => problem?.code)).toEqual(all(2, "unknown"));
    expect(JSON.stringify(changesOf(rig))).not.toContain("secret-of-the-machine");
    expect([tries, rig.errors.length]).toEqual([3, 1]);
  });
});

/** Crashes at the n-th point after the first commit; false: it was over before. */
async function crashAfterCommit(n: number): Promise<boolean> {
  const { rig, project, acts } = await plannedUpdate(MANY);
  const before = new Map(project.files);
  let isCrashing = true;
  acts(async (well, context, changes) => {
    const rejected = await well(context, changes);
    if (isCrashing) rig.faults.arm({ crashAt: n });
    return rejected;
  });
  await rig.apply();
  const hasCrashed = rig.faults.points > n;
  isCrashing = false;
  rig.faults.disarm();
  rig.hub.free();
  const untold = changesOf(rig).filter(({ state }) => state !== "applied");
  await rig.run();
  expect(statesOf(rig)).toEqual(all(MANY, "applied"));
  expect(project.commits.slice(1).map(idsOf)).toEqual(untold.length === 0 ? [] : [idsOf(untold)]);
  for (const { externalId, receipt } of changesOf(rig)) {
    expect(receipt?.before).toEqual(before.get(fileOf(externalId)));
    expect(receipt?.after).toEqual(project.files.get(fileOf(externalId)));
  }
  await rig.revert();
  expect(statesOf(rig)).toEqual(all(MANY, "reverted"));
  expect(project.files).toEqual(before);
  return hasCrashed;
}

describe("a crash after a commit", () => {
  it("anywhere before all is told, leaves the right receipts, and undo restores everything", async () => {
    let n = 0;
    while (await crashAfterCommit(n)) n += 1;
    // Three reports, before and after each.
    expect(n).toBeGreaterThanOrEqual(6);
  });
});

describe("a pause", () => {
  it("before the commit leaves nothing, however late it comes", async () => {
    const { rig, project } = await planned(3);
    const before = new Map(project.files);
    let applies = 0;
    rig.faults.arm({
      onCall(index) {
        if (rig.faults.calls[index]?.within === "apply") applies += 1;
        // All are staged by then, and nothing waits for an answer any more.
        if (applies === 3) rig.hub.stop();
      },
    });
    await rig.apply();
    rig.faults.disarm();
    expect([project.staged.size, project.commits.length]).toEqual([3, 0]);
    expect(project.files).toEqual(before);
    rig.hub.free();
    await rig.run();
    expect(statesOf(rig)).toEqual(all(3, "applied"));
    expect(project.commits).toHaveLength(1);
  });

  it("while it is under way has nobody told of a failure, and the next run goes on", async () => {
    const { rig, project, acts } = await planned(2);
    acts(async (_well, { signal }) => {
      rig.hub.stop();
      await aborted(signal);
      throw new ConnectorError("refused", "It was interrupted.");
    });
    await rig.apply();
    expect(changesOf(rig)).toMatchObject([
      { state: "applying", problem: null },
      { state: "applying", problem: null },
    ]);
    expect(rig.errors).toEqual([]);
    acts((well, context, changes) => well(context, changes));
    rig.hub.free();
    await rig.run();
    expect(statesOf(rig)).toEqual(all(2, "applied"));
    expect(project.files.size).toBe(2);
  });

  it("has what was made all the same told, and what was rejected tried again", async () => {
    const { rig, project, acts } = await planned(2);
    const [rejected = noChange()] = changesOf(rig);
    project.refusals.set(rejected.externalId, new ConnectorError("refused", "It was interrupted."));
    rig.hub.offer("apply");
    const { host, ended } = rig.begin();
    acts(async (well, context, changes) => {
      void host.stop();
      await aborted(context.signal);
      // What is made while it is stopped.
      return well({ ...context, paced: (call) => call() }, changes);
    });
    await ended;
    expect(statesOf(rig)).toEqual(["applying", "applied"]);
    expect(rig.hub.lastResult).toEqual({ released: true });
  });
});
