import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { runCli } from "assetql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type PublishingHub, startPublishingHub } from "../connectors/publishing-hub.ts";
import { shelfManifest } from "../publications/shelf.ts";
import { runAssetql } from "./run-assetql.ts";

let hub: PublishingHub;
let target: string;
/** Where the target's files are: a folder of its own for each test. */
let folder: string;
const variables = () => ({ ASSETQL_URL: hub.url, ASSETQL_API_KEY: hub.apiKey });
const assetql = (...args: string[]) => runAssetql(args, { folder: hub.folder, variables: variables() });
const json = async (...args: string[]) => {
  const run = await assetql(...args, "--json");
  expect(run, run.stdout + run.stderr).toMatchObject({ exitCode: 0 });
  return JSON.parse(run.stdout);
};

/** Runs it at a terminal of 80 columns, where somebody gives this answer. */
async function atTerminal(answer: string, ...args: string[]) {
  const written = { stdout: "", stderr: "" };
  const questions: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    return answer;
  };
  const exitCode = await runCli(args, {
    stdout: { write: (text) => (written.stdout += text), isTTY: true, columns: 80 },
    stderr: { write: (text) => (written.stderr += text) },
    variables: { ...variables(), NO_COLOR: "1" },
    workingFolder: hub.folder,
    signal: new AbortController().signal,
    prompter: { ask, askSecret: ask },
  });
  return { exitCode, ...written, questions };
}

const sidecar = (image: number) => path.join(folder, `sku-${image}.json`);
const altTextOf = async (image: number) => JSON.parse(await readFile(sidecar(image), "utf8")).altText;
/** What somebody does there by hand. */
async function edit(image: number, altText: string) {
  const there = JSON.parse(await readFile(sidecar(image), "utf8"));
  await writeFile(sidecar(image), JSON.stringify({ ...there, altText }));
}

beforeAll(async () => {
  hub = await startPublishingHub(2);
  hub.host().start();
  await json("connectors");
});
afterAll(() => hub.dispose());
beforeEach(async () => {
  folder = await mkdtemp(path.join(hub.folder, "shop-"));
  const made = await hub.client.targets.create({
    name: folder.slice(-11),
    connector: "folder",
    config: { folder },
  });
  target = made.id;
  await json("publish", target, "--batch", hub.batchId, "--yes");
});

const publish = (...more: string[]) => assetql("publish", target, "--batch", hub.batchId, ...more);

describe("a conflict", () => {
  it("is planned by the policy that is asked for, and what is shown is what is done", async () => {
    const ours = await altTextOf(1);
    await edit(1, "Our lovely mug");

    const shown = await publish("--conflicts", "overwrite");
    expect(shown.stdout).toContain(`~ mug 1`);
    expect(shown.stdout).toContain(`"Our lovely mug" → ${JSON.stringify(ours)}`);
    expect(shown.stdout).toMatch(/^Plan: 1 to update, 1 unchanged or skipped\.$/m);
    expect(shown.stdout).toMatch(/`assetql publications apply pub_\w+ --yes` applies it\.$/m);
    expect(await altTextOf(1)).toBe("Our lovely mug");

    const kept = await publish("--conflicts", "keep-theirs", "--yes");
    expect(kept).toMatchObject({ exitCode: 0 });
    expect(kept.stdout).toContain(`"Our lovely mug" ≠ ${JSON.stringify(ours)}  (theirs stays)`);
    expect(await altTextOf(1)).toBe("Our lovely mug");

    const done = await publish("--conflicts", "overwrite", "--yes");
    expect(done.stdout).toContain("1 change applied");
    expect(await altTextOf(1)).toBe(ours);
  });

  it("waits for a decision when it is to be asked, and says how to decide", async () => {
    await edit(1, "Our lovely mug");
    const asked = await publish("--conflicts", "ask", "--yes");
    expect(asked).toMatchObject({ exitCode: 1 });
    expect(asked.stdout).toMatch(/is planned: nothing was applied, 1 conflict waits for a decision\.\n$/);
    const [, id] = /apply (pub_\w+) --conflicts overwrite` puts ours over theirs/.exec(asked.stderr) ?? [];
    expect(asked.stderr).toContain(
      `\`assetql publications apply ${id} --conflicts keep-theirs\` leaves theirs`,
    );
    const again = await assetql("publications", "apply", String(id), "--conflicts", "ask", "--yes");
    expect(again).toMatchObject({ exitCode: 1 });
    expect(again.stderr).toContain("1 conflict waits for a decision");
    expect(await altTextOf(1)).toBe("Our lovely mug");
    await json("publications", "apply", String(id), "--conflicts", "overwrite", "--yes");
    expect(await altTextOf(1)).not.toBe("Our lovely mug");
  });

  it("with something that was deleted there is told in a line", async () => {
    await rm(sidecar(2));
    await rm(path.join(folder, "sku-2.png"));
    const shown = await publish();
    expect(shown.stdout.split("\n").slice(0, 2)).toEqual([
      "  ! mug 2  It was deleted there after it had been published.",
      "Plan: 1 unchanged or skipped, 1 conflict.",
    ]);
    const whole = await publish("--fields");
    expect(whole.stdout).toMatch(/title +nothing ≠ "mug 2" {2}\(theirs stays\)/);
    expect(whole.stdout).not.toContain("nothing ≠ nothing");
  });
});

describe("advice", () => {
  it("is to plan anew where trying again fails again", async () => {
    const { items } = await hub.client.assets.list({ batchId: hub.batchId });
    const first = items.find(({ title }) => title === "mug 1");
    await json("assets", "edit", String(first?.id), "--alt-text", `New words for ${target}`);
    const { id } = await json("publish", target, "--batch", hub.batchId);
    await edit(1, "Our lovely mug");
    const late = await assetql("publications", "apply", id, "--yes");
    expect(late).toMatchObject({ exitCode: 1 });
    expect(late.stderr).toContain(
      `1 change failed. What they were planned for has changed since: \`assetql publish ${target} --batch ${hub.batchId}\` makes a new plan.`,
    );
  });

  it("after a check does not say that anything was saved", async () => {
    await json("targets", "update", target, "--config", "folder=/nowhere");
    const checked = await assetql("targets", "check", target);
    expect(checked).toMatchObject({ exitCode: 1 });
    expect(checked.stderr).toMatch(/^shop-\w+ cannot be used: /);
    expect(checked.stderr).toContain(`\`assetql targets update ${target}\` takes other settings`);
  });
});

describe("a connector", () => {
  it("is shown with the defaults of its settings, and with what its items have", async () => {
    await hub.client.work.announce({ host: "b", connectors: [{ ...shelfManifest(), itemFields: [] }] });
    const { stdout } = await assetql("connectors", "shelf");
    expect(stdout).toMatch(/^Items have +each its own fields$/m);
    expect(stdout).toMatch(/^shelf +top \| bottom, default top$/m);
  });
});

describe("a publication", () => {
  it("tells what could not be taken back, and what stays, and names its target", async () => {
    await edit(1, "Our lovely mug");
    // What is no file any more cannot be read, so that undo fails for it.
    await rm(path.join(folder, "sku-2.png"));
    await mkdir(path.join(folder, "sku-2.png"));
    const undone = await assetql("publications", "undo", "latest", "--yes");
    expect(undone).toMatchObject({ exitCode: 1 });
    const shown = (await atTerminal("", "publications", "show", "latest")).stdout;
    expect(shown).toMatch(/^Target +shop-\w+ \(tgt_\w+\)$/m);
    expect(shown).toMatch(/^Outcome +1 not wholly taken back, 1 could not be taken back$/m);
    expect(shown).toMatch(/\+ mug 2 +could not be taken back: /);
  });

  it("that was applied last is the latest one to undo, whenever it was made", async () => {
    await edit(1, "Our lovely mug");
    const { id } = await json("publish", target, "--batch", hub.batchId, "--conflicts", "overwrite");
    await edit(2, "Our lovely lamp");
    const newer = await json("publish", target, "--batch", hub.batchId, "--conflicts", "overwrite", "--yes");
    await json("publications", "apply", id, "--yes");
    expect(newer.createdAt).toBeGreaterThan((await json("publications", "show", id)).createdAt);
    expect(await json("publications", "undo", "latest", "--yes")).toMatchObject({ id });
  });

  it("is listed with when it was made, and how far it came, at 80 columns", async () => {
    await json("targets", "update", target, "--name", "The shop at the old harbour");
    await json("publish", target, "--batch", hub.batchId, "--name", "The shop at the old harbour");
    const { stdout } = await atTerminal("", "publications", "list", "--target", target);
    expect(stdout).toMatch(/^ID +Name +Status +Done +Made$/m);
    expect(stdout).toMatch(/^pub_\w{32} {2}The shop…? +planned +0 +\d{4}-/m);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe("whoever says no", () => {
  it("has what they wanted: nothing was done", async () => {
    for (const command of [
      ["publications", "undo", "latest"],
      ["targets", "remove", target],
    ]) {
      const no = await atTerminal("n", ...command);
      expect(no, no.stderr).toMatchObject({ exitCode: 0 });
      expect(no.questions).toHaveLength(1);
      expect(no.stderr).toMatch(/^Nothing was (taken back|removed)\.$/m);
    }
    expect((await json("targets", "show", target)).id).toBe(target);
  });
});

describe("a time", () => {
  it("is set for an undo, shown, and taken away again", async () => {
    const { id } = await json("publications", "show", "latest");
    const set = await assetql("publications", "undo", id, "--at", "2027-06-01T09:30Z", "--yes");
    expect(set).toMatchObject({ exitCode: 0 });
    expect(set.stdout).toMatch(/: taken back at \S+ \S+\. `assetql publications unschedule pub_\w+`/);
    expect((await json("publications", "show", id)).scheduled).toMatchObject([
      { action: "revert", at: Date.parse("2027-06-01T09:30Z") },
    ]);
    expect((await assetql("publications", "show", id)).stdout).toMatch(/^Scheduled +taken back at /m);
    const gone = await assetql("publications", "unschedule", id);
    expect(gone.stdout).toContain("Nothing is scheduled for");
    expect((await assetql("publications", "unschedule", id)).exitCode).not.toBe(0);
    expect(await altTextOf(1)).toBeDefined();
  });

  it("that is over, or none at all, is refused in words", async () => {
    const over = await assetql("publications", "undo", "latest", "--at", "2020-01-01T00:00Z", "--yes");
    expect(over.stderr).toContain("is over. Choose a later one");
    const none = await assetql("publications", "apply", "latest", "--at", "soon", "--yes");
    expect(none.stderr).toContain("must be a time such as 2026-12-24T18:00");
  });
});
