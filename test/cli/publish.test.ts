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

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-cli-publish-"));
  const image = await preparedImage(64);
  await writeFile(path.join(folder, "reference.png"), image);
  hub = await startHub({
    dataFolder: path.join(folder, "data"),
    generator: createFixedGenerator({ image, latencyMs: 0 }),
    log: () => {},
    version: "test",
  });
  await json("styles", "create", "Noise", "reference.png");
  over = new AbortController();
  host = await openShelfHost(createClient({ baseUrl: hub.url, apiKey: hub.adminKey.secret }), { items });
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
    for (const line of yes.plain.split("\n")) expect(line.length).toBeLessThanOrEqual(80);

    const listed = await atTerminal(["publications", "list"], []);
    for (const line of listed.plain.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(listed.plain).toMatch(/^pub_\w{32} /m); // an id that was cut cannot be used

    const same = await atTerminal(["publish", "shop"], []);
    expect(same.plain).toMatch(/^Plan: 3 unchanged or skipped\.\nThere is nothing to apply\.\n$/m);
    expect((await atTerminal(["publish", "shop", "--all"], [])).plain).toContain("= Tent");

    const again = await json("publish", "shop", "--apply");
    expect(again).toMatchObject({ status: "planned", counts: { skip: 3, create: 0 } });
    expect(again.changes).toHaveLength(3);
    expect((await assetql("publications", "list")).stdout).toMatch(/Shop +applied +3 /);

    // The newest ones are plans, and nothing of those could be undone.
    expect((await assetql("publications", "undo", "latest")).stdout).toContain("3 changes taken back");
    expect(host.shelf.size).toBe(0);
    expect((await assetql("publications", "undo", "latest")).exitCode).toBe(2);
    const late = await assetql("publications", "pause", "latest");
    expect(late.exitCode).toBe(1);
    expect(late.stderr).toContain("It cannot be paused now");
  });
});
