import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { createClient } from "@assetql/client";
import type { Item } from "@assetql/contract";
import { type Hub, startHub } from "@assetql/embedded";
import { runCli } from "assetql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SECRET } from "../publications/shelf.ts";
import { openShelfHost, type ShelfHost } from "../publications/shelf-host.ts";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { runAssetql } from "./run-assetql.ts";

let folder: string;
let hub: Hub;
let host: ShelfHost;
let over: AbortController;
let working: Promise<void>;
const variables = { ASSETQL_DATA: "data" };
const assetql = (...args: string[]) => runAssetql(args, { folder, variables });
const json = async (...args: string[]) => {
  const run = await assetql(...args, "--json");
  expect(run, run.stdout + run.stderr).toMatchObject({ exitCode: 0 });
  return JSON.parse(run.stdout);
};

const items: Item[] = ["Harbour mug", "Camp stove", "Tent"].map((title, index) => ({
  id: `post-${index + 1}`,
  kind: "post",
  title,
  url: `https://shop.example/${index + 1}`,
  fields: { name: title, colour: 'blue, "navy"' },
  image: null,
  updatedAt: null,
}));

/** Runs it at a terminal of 80 columns, where somebody gives these answers. */
async function atTerminal(args: readonly string[], answers: readonly string[]) {
  const written = { stdout: "", stderr: "" };
  const questions: { question: string; secret: boolean }[] = [];
  const left = [...answers];
  const answer = (secret: boolean) => async (question: string) => {
    questions.push({ question, secret });
    return left.shift() ?? "";
  };
  const exitCode = await runCli(args, {
    stdout: { write: (text) => (written.stdout += text), isTTY: true, columns: 80 },
    stderr: { write: (text) => (written.stderr += text) },
    variables,
    workingFolder: folder,
    signal: new AbortController().signal,
    prompter: { ask: answer(false), askSecret: answer(true) },
  });
  return { exitCode, ...written, questions, plain: stripVTControlCharacters(written.stdout) };
}

/** Nothing of it goes beyond the 80 columns of the terminal. */
function expectNarrow(text: string) {
  for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
}

const hubClient = () => createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-cli-publish-"));
  const image = await preparedImage(64);
  await writeFile(path.join(folder, "reference.png"), image);
  hub = await startHub({
    dataFolder: path.join(folder, "data"),
    generator: createFixedGenerator({ image, latencyMs: 0 }),
    log: () => {},
    version: "test",
    allowedNetworks: ["127.0.0.0/8"],
  });
  await json("styles", "create", "Noise", "reference.png");
  over = new AbortController();
  host = await openShelfHost(hubClient(), { items });
  working = host.work(over.signal);
});
afterAll(async () => {
  over.abort();
  await working;
  await hub.stop();
  await rm(folder, { recursive: true });
});

describe("targets on the command line", () => {
  it("are added with credentials that are asked for and shown nowhere, and looked at", async () => {
    const add = ["targets", "add", "shelf", "--name", "Shop"];
    const run = await atTerminal(add, ["https://shop.example", "editor", SECRET]);

    expect(run, run.stderr).toMatchObject({ exitCode: 0 });
    expect(
      run.questions.map(({ question, secret }) => [question.split(" ").slice(0, 2).join(" "), secret]),
    ).toEqual([
      ["Shelf, siteUrl:", false],
      ["Shelf, user", true],
      ["Shelf, password", true],
    ]);
    expect(run.plain).toMatch(/Health +ok, .*\n +It can be written to\./);
    expect(run.plain).toMatch(/Credentials +sealed/);
    expect(run.stdout + run.stderr + JSON.stringify(await json("targets", "list"))).not.toContain(SECRET);
    expect((await assetql("targets", "list")).stdout).toMatch(/Shop +shelf +ok/);
  });

  it("take credentials from a file or the environment, and say which setting is wrong", async () => {
    await writeFile(path.join(folder, "login.json"), JSON.stringify({ user: "editor", password: SECRET }));
    const add = (...more: string[]) => ["targets", "add", "shelf", "--name", "Other", ...more];
    const wrong = await assetql(...add("--config", "siteUrl=shop", "--credentials-file", "login.json"));
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain("config.siteUrl");
    const short = { ASSETQL_CREDENTIAL_USER: "editor", ASSETQL_CREDENTIAL_PASSWORD: "hunter2" };
    const config = ["--config", "siteUrl=https://shop.example"];
    const refused = await runAssetql(add(...config), { folder, variables: { ...variables, ...short } });
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("credentials.password must have at least 8 characters");
    expect(refused.stderr).not.toContain("hunter2");

    const made = await json(...add(...config, "--credentials-file", "login.json"));
    expect(made).toMatchObject({ hasCredentials: true, health: { status: "ok" } });
    expect(
      await json("targets", "update", "other", "--deletions", "delete", "--row", "title=name"),
    ).toMatchObject({
      policies: { conflict: "keep-theirs", deletion: "delete" },
      mapping: { rows: { title: "name" } },
    });
    expect((await assetql("targets", "remove", "other")).exitCode).toBe(2);
    expect((await assetql("targets", "remove", "other", "--yes")).stdout).toContain("stays where it is");
  });

  it("have a name of their own, and settings that the connector knows", async () => {
    const config = ["--config", "siteUrl=https://shop.example"];
    const taken = await assetql("targets", "add", "shelf", "--name", "SHOP", ...config);
    expect(taken).toMatchObject({ exitCode: 2 });
    expect(taken.stderr).toContain('There is a target named "Shop" already: tgt_');
    for (const command of [
      ["targets", "add", "shelf", "--name", "x", ...config, "--config", "fromat=jpeg"],
      ["targets", "update", "shop", "--config", "fromat=jpeg"],
      ["publish", "shop", "--option", "fromat=jpeg"],
    ]) {
      const wrong = await assetql(...command);
      expect(wrong, wrong.stdout).toMatchObject({ exitCode: 2 });
      expect(wrong.stderr).toContain('shelf has no setting "fromat". There are: siteUrl');
    }
  });

  it("are named wrong in words", async () => {
    expect((await assetql("targets", "show", "nowhere")).stderr).toContain("no target named");
    const unknown = await assetql("targets", "add", "wordpres", "--name", "x");
    expect(unknown).toMatchObject({ exitCode: 2 });
    expect(unknown.stderr).toContain("There are: shelf");
    expect((await assetql("connectors")).stdout).toMatch(/shelf +Shelf/);
    expect((await assetql("connectors", "shelf")).stdout).toMatch(/password +text/);
  });
});

describe("the sync of a target on the command line", () => {
  it("is set, shown and ended; what is not named stays", async () => {
    expect((await assetql("targets", "sync", "shop")).stdout).toMatch(/Sync +off\n/);
    expect((await assetql("targets", "sync", "shop", "--no-publish")).stderr).toContain("with --cron");

    const daily = ["--cron", "0 6 * * *", "--time-zone", "Europe/Berlin"];
    expect((await assetql("targets", "sync", "shop", ...daily)).stdout).toMatch(
      /Sync +0 6 \* \* \* \(Europe\/Berlin\)\n +publishes what was approved\nLast sync +none yet\n/,
    );
    const batches = ["--style", "noise", "--template", "A {name}", "--width", "64", "--without-image"];
    expect(await json("targets", "sync", "shop", ...batches)).toMatchObject({
      sync: {
        cron: "0 6 * * *",
        timeZone: "Europe/Berlin",
        publish: true,
        drive: { template: "A {name}", config: { width: 64 }, query: { withoutImage: true } },
      },
    });
    expect(await json("targets", "sync", "shop", "--cron", "30 7 * * MON", "--no-publish")).toMatchObject({
      sync: { timeZone: "Europe/Berlin", publish: false, drive: { template: "A {name}" } },
    });
    expect((await assetql("targets", "show", "shop")).stdout).toMatch(/from the template: A \{name\}/);
    expect((await assetql("targets", "list")).stdout).toMatch(/Shop +shelf +ok +waits /);
    expect((await json("targets", "sync", "shop", "--off")).sync).toBeNull();
  });

  it.each([
    [["--cron", "every day"], '"every day" has not five fields'],
    [["--cron", "0 6 * * *", "--time-zone", "Mars/Olympus"], '"Mars/Olympus" is not an IANA time zone'],
    [["--off", "--cron", "0 6 * * *"], "--off ends the sync"],
    [["--cron", "0 6 * * *", "--no-publish"], "neither publish nor make batches"],
    [["--cron", "0 6 * * *", "--width", "64"], "--style and --template"],
    [["--cron", "0 6 * * *", "--no-drive", "--template", "A {name}"], "--no-drive makes no batches"],
  ])("%j is refused in words, and nothing is set", async (options, words) => {
    const refused = await assetql("targets", "sync", "shop", ...options);
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toContain(words);
    expect((await json("targets", "show", "shop")).sync).toBeNull();
  });

  it("tells of the last time in words", async () => {
    const { id } = await json("targets", "sync", "shop", "--cron", "0 6 * * *");
    const client = hubClient();
    const lastSync = { at: Date.UTC(2026, 2, 1), batchId: null, publicationId: null, problem: null };
    const record = (last: object) =>
      client.call("recordSync", {
        params: { id },
        body: { syncedAt: null, lastSync: { ...lastSync, ...last } },
      });
    await record({});
    expect((await assetql("targets", "show", "shop")).stdout).toMatch(
      /Last sync +2026-0\S+ \S+, there was nothing to do\n/,
    );
    expect((await assetql("targets", "list")).stdout).toMatch(/Shop +shelf +ok +ok +2026-0/);
    await record({ problem: { code: "unavailable", detail: "The shop is down." } });
    expect((await assetql("targets", "sync", "shop")).stdout).toMatch(/Problem +The shop is down\.\n/);
    const listed = await atTerminal(["targets", "list"], []);
    expect(listed.plain).toMatch(/^tgt_\w{32} +Shop +shelf +ok +problem$/m);
    expect(listed.plain).toContain("There is no room for: Last sync, Checked. --json has all.");
    await json("targets", "sync", "shop", "--off");
  });
});

describe("tables at a terminal of 80 columns", () => {
  it("fit, whatever they hold", async () => {
    const about = ["--description", "Everything that happens, for the shop", "--events", "batch.completed"];
    await json("webhooks", "create", "http://127.0.0.1:9/partners/assetql/hooks", ...about);
    for (const command of [["targets", "list"], ["webhooks", "list"], ["connectors"]]) {
      const { plain, exitCode } = await atTerminal(command, []);
      expect(exitCode).toBe(0);
      expectNarrow(plain);
    }
  });
});

describe("publishing on the command line", () => {
  it("goes from a target's items to a plan, a question, the target, and back", async () => {
    expect((await assetql("targets", "items", "shop")).stdout).toMatch(/post-1 +post +Harbour mug/);
    const submit = ["targets", "batch", "shop", "--style", "noise", "--template", "A {name}", "--no-gate"];
    const preview = await json(...submit, "--width", "64", "--height", "64", "--dry-run");
    expect(preview).toMatchObject({ totalTasks: 3, columns: ["item_id", "title", "name", "colour"] });
    const watched = await assetql(...submit, "--width", "64", "--height", "64", "--watch");
    expect(watched, watched.stderr).toMatchObject({ exitCode: 0 });
    const assets = await json("assets", "list");
    expect(assets.map(({ item }: { item: { itemId: string } }) => item.itemId).sort()).toEqual([
      "post-1",
      "post-2",
      "post-3",
    ]);

    const nothing = await assetql("publish", "shop");
    expect(nothing).toMatchObject({ exitCode: 2 });
    expect(nothing.stderr).toContain("Nothing is approved");
    await json("assets", "approve", ...assets.map(({ id }: { id: string }) => id));

    const no = await atTerminal(["publish", "shop"], ["n"]);
    expect(no).toMatchObject({ exitCode: 0, questions: [{ question: "Apply this plan? [y/N] " }] });
    expect(host.shelf.size).toBe(0);
    expect(no.plain.split("\n")).toEqual([
      "  + Camp stove   item post-2",
      "  + Harbour mug  item post-1",
      "  + Tent         item post-3",
      "Plan: 3 to create.",
      expect.stringMatching(/^Nothing was written\. `assetql publications apply pub_\w+` applies it\.$/),
      "",
    ]);

    const yes = await atTerminal(["publish", "shop", "--fields"], ["y"]);
    expect(yes).toMatchObject({ exitCode: 0 });
    expect(yes.plain).toMatch(/\+ Tent .*\n +alt +"A Tent/);
    expect(yes.plain).toContain("Shop is applied: 3 changes applied.");
    expect(host.shelf.size).toBe(3);
    expectNarrow(yes.plain);

    const listed = await atTerminal(["publications", "list"], []);
    expectNarrow(listed.plain);
    expect(listed.plain).toMatch(/^pub_\w{32} /m); // an id that was cut cannot be used

    const same = await atTerminal(["publish", "shop"], []);
    expect(same.plain).toMatch(/^Plan: 3 unchanged or skipped\.\nThere is nothing to apply\.\n$/m);
    expect((await atTerminal(["publish", "shop", "--all"], [])).plain).toContain("= Tent");

    const again = await json("publish", "shop", "--apply");
    expect(again).toMatchObject({ status: "planned", counts: { skip: 3, create: 0 } });
    expect(again.changes).toHaveLength(3);
    expect((await assetql("publications", "list")).stdout).toMatch(/Shop +applied +3 /);

    // The newest ones are plans, and nothing of those could be undone.
    const unasked = await assetql("publications", "undo", "latest");
    expect(unasked).toMatchObject({ exitCode: 2, stdout: "" });
    expect(unasked.stderr).toMatch(/^Nothing was taken back: without a terminal.* --yes/);
    expect(host.shelf.size).toBe(3);
    const undone = await assetql("publications", "undo", "latest", "--yes");
    expect(undone.stdout).toContain("3 changes taken back");
    expect(host.shelf.size).toBe(0);
    expect((await assetql("publications", "undo", "latest", "--yes")).exitCode).toBe(2);
    const late = await assetql("publications", "pause", "latest");
    expect(late.exitCode).toBe(1);
    expect(late.stderr).toContain("It cannot be paused now");
  });

  it("asks before a plan is applied later, and writes unasked only with --yes", async () => {
    const { id } = await json("publish", "shop");
    const unasked = await assetql("publications", "apply", id);
    expect(unasked).toMatchObject({ exitCode: 2, stdout: "" });
    expect(unasked.stderr).toMatch(/^Nothing was written: without a terminal.* --yes/);
    const no = await atTerminal(["publications", "apply", id], [""]);
    expect(no).toMatchObject({
      exitCode: 0,
      stderr: "Nothing was written.\n",
      questions: [{ question: "Apply Shop (3 to create)? [y/N] " }],
    });
    expect(host.shelf.size).toBe(0);
    const yes = await atTerminal(["publications", "apply", id], ["yes"]);
    expect(yes.plain).toContain("Shop is applied: 3 changes applied.");
    const back = await atTerminal(["publications", "undo", id], ["y"]);
    expect(back).toMatchObject({
      exitCode: 0,
      questions: [{ question: "Take back 3 changes of Shop? [y/N] " }],
    });
    expect((await json("publish", "shop", "--yes")).counts).toMatchObject({ applied: 3 });
    expect((await assetql("publications", "undo", id, "--yes", "--json")).exitCode).toBe(1);
    expect(await json("publications", "undo", "latest", "--yes")).toMatchObject({ status: "reverted" });
  });

  it("tells what the platform remarked, and shows it again later", async () => {
    const remarking = await openShelfHost(hubClient(), { name: "host-2", connector: "remarking" });
    const config = ["--config", "siteUrl=https://shop.example", "--no-check"];
    await json("targets", "add", "remarking", "--name", "Remarks", ...config);
    const [image] = await json("assets", "list");
    const published = assetql("publish", "remarks", "--asset", image.id, "--yes");
    await remarking.plan(await remarking.take("plan"));
    const work = await remarking.take("apply");
    for (const change of await remarking.changes(work)) {
      const end = remarking.applyOne(change);
      if (end.type !== "applied") throw new Error("The shelf takes everything");
      const receipt = { ...end.receipt, warnings: ["The title was cut to 60 characters."] };
      await remarking.report(work.id, [
        { type: "started", changeId: change.change.id },
        { ...end, receipt },
      ]);
    }
    await remarking.complete(work.id);
    const told = `1 warning:\n  ${image.title}: The title was cut to 60 characters.\n`;
    expect((await published).stdout).toContain(`${told}Remarks is applied`);
    expect((await assetql("publications", "show", "latest")).stdout).toContain(told);
  });

  it("takes back what failed half way, and asks again for what could not be taken back", async () => {
    const stubborn = await openShelfHost(hubClient(), { name: "host-4", connector: "stubborn" });
    const config = ["--config", "siteUrl=https://shop.example", "--no-check"];
    await json("targets", "add", "stubborn", "--name", "Stubborn", ...config);
    const [image] = await json("assets", "list");
    const problem = { code: "unreachable", detail: "The shop does not answer." };
    const published = assetql("publish", "stubborn", "--asset", image.id, "--yes");
    await stubborn.plan(await stubborn.take("plan"));
    const work = await stubborn.take("apply");
    for (const { change } of await stubborn.changes(work)) {
      stubborn.shelf.set(change.externalId, { half: true });
      await stubborn.report(work.id, [
        { type: "started", changeId: change.id },
        { type: "step", changeId: change.id, key: "before", state: "done", result: null },
        { type: "failed", changeId: change.id, problem },
      ]);
    }
    await stubborn.complete(work.id);
    expect((await published).exitCode).toBe(1);

    const first = atTerminal(["publications", "undo", "latest"], ["y"]);
    const refused = await stubborn.take("revert");
    for (const { change } of await stubborn.changes(refused)) {
      await stubborn.report(refused.id, [
        { type: "started", changeId: change.id },
        { type: "revert-failed", changeId: change.id, problem },
      ]);
    }
    await stubborn.complete(refused.id);
    expect(await first).toMatchObject({
      exitCode: 1,
      questions: [{ question: "Take back what was begun of 1 failed change of Stubborn? [y/N] " }],
    });

    const second = atTerminal(["publications", "undo", "latest"], ["y"]);
    await stubborn.revert(await stubborn.take("revert"));
    expect(await second).toMatchObject({
      exitCode: 0,
      questions: [{ question: "Take back 1 change of Stubborn? [y/N] " }],
      plain: "Stubborn is reverted: 1 change taken back.\n",
    });
    expect(stubborn.shelf.size).toBe(0);
    // Nothing of it is left to be taken back: the one before it is the latest now.
    const before = await atTerminal(["publications", "undo", "latest"], ["n"]);
    expect(before.questions).toEqual([{ question: "Take back 1 change of Remarks? [y/N] ", secret: false }]);
  });

  it("fails with 1 for a target that does not answer as it should", async () => {
    const broken = await openShelfHost(hubClient(), { name: "host-3", connector: "broken" });
    const config = ["--config", "siteUrl=https://shop.example", "--no-check"];
    await json("targets", "add", "broken", "--name", "Down", ...config);
    const listed = assetql("targets", "items", "down");
    const work = await broken.take("items");
    await broken.complete(work.id, { problem: { code: "unavailable", detail: "The shop is down." } });
    expect(await listed).toMatchObject({ exitCode: 1, stdout: "", stderr: "Down: The shop is down.\n" });
  });
});
