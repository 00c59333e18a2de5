import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "@assetql/client";
import { type Hub, startHub } from "@assetql/embedded";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { type LocalIssuer, startLocalIssuer } from "../support/local-issuer.ts";
import { runAssetql } from "./run-assetql.ts";

let folder: string;
let hub: Hub;
let issuer: LocalIssuer;
const assetql = (...args: string[]) => runAssetql(args, { folder, variables: { ASSETQL_DATA: "data" } });
const json = async (...args: string[]) => {
  const run = await assetql(...args, "--json");
  expect([run.exitCode, run.exitCode === 0 ? "" : run.stderr]).toEqual([0, ""]);
  return JSON.parse(run.stdout);
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "assetql-identity-"));
  issuer = await startLocalIssuer();
  hub = await startHub({
    dataFolder: path.join(folder, "data"),
    generator: createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }),
    log: () => {},
    version: "test",
    oidcIssuers: [{ issuer: issuer.url, audience: issuer.audience }],
  });
});
afterAll(async () => {
  await hub.stop();
  await issuer.close();
  await rm(folder, { recursive: true });
});

describe("keys", () => {
  it("end on a day, and are rotated", async () => {
    const key = await json("keys", "create", "partner", "--role", "viewer", "--expires-in-days", "30");
    expect(key.expiresAt - key.createdAt).toBe(30 * 24 * 3600 * 1000);
    const next = await json("keys", "rotate", key.id, "--overlap-hours", "0");
    expect(next).toMatchObject({ name: "partner", role: "viewer", secret: expect.stringMatching(/^aql_/) });
    const listed = await assetql("keys", "list");
    expect(listed.stdout).toMatch(/Role +Key +Created +Ends +Rotated to/);
    expect(listed.stdout).toContain("admin, operator");
    const refused = await assetql("batch", "list", "--api-key", key.secret);
    expect(refused).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(`it was rotated. Use the key`),
    });
  });
});

describe("workspaces", () => {
  it("are made, changed, and erased with their name as the confirmation", async () => {
    expect(await json("workspaces", "show")).toMatchObject({ id: "ws_home", plan: "unlimited" });
    expect((await assetql("workspaces", "me")).stdout).toMatch(
      /Operator +yes\nWorkspace +Home \(ws_home\), admin/,
    );
    const made = await json("workspaces", "create", "Client A", "--plan", "paid");
    expect(made).toMatchObject({ plan: "paid", firstKey: { role: "admin", operator: false } });
    const own = ["--api-key", made.firstKey.secret];
    await json(
      "workspaces",
      "update",
      "--name",
      "Client B",
      "--notify",
      "a@b.example",
      "c@d.example",
      ...own,
    );
    expect((await assetql("workspaces", "show", ...own)).stdout).toMatch(
      /Notified +a@b\.example, c@d\.example/,
    );
    expect((await json("workspaces", "list")).map(({ name }: { name: string }) => name)).toEqual([
      "Home",
      "Client B",
    ]);
    expect(await json("workspaces", "list", ...own)).toHaveLength(1);

    expect(await assetql("workspaces", "delete", made.id, "--confirm", "Client A")).toMatchObject({
      exitCode: 2,
    });
    await json("workspaces", "delete", made.id, "--confirm", "Client B");
    expect(await json("workspaces", "list")).toHaveLength(1);
  });
});

describe("members", () => {
  it("are invited, join with a token of their identity provider, and go", async () => {
    expect((await assetql("members", "list")).stdout).toContain("assetql members invite");
    const invitation = await json("members", "invite", "anna@people.example", "--role", "creator");
    expect((await assetql("members", "invitations")).stdout).toMatch(
      /inv_\w+ +anna@people\.example +creator/,
    );
    const anna = await issuer.token("anna");
    const joined = await json("members", "accept", invitation.token, "--api-key", anna);
    expect(await json("batch", "list", "--api-key", anna)).toEqual([]);
    await json("members", "role", joined.id, "viewer");
    expect((await assetql("members", "list")).stdout).toMatch(/anna +anna@people\.example +viewer/);
    expect((await assetql("members", "role", joined.id, "boss")).exitCode).toBe(2);

    const client = createClient({ baseUrl: hub.url, apiKey: anna, workspaceId: "ws_home" });
    expect(await client.workspaces.me()).toMatchObject({ name: "anna", workspaces: [{ role: "viewer" }] });
    await client.members.remove(joined.id);
    await expect(client.members.list()).rejects.toMatchObject({ code: "forbidden" });

    const another = await json("members", "invite", "bert@people.example", "--role", "viewer");
    await json("members", "withdraw", another.id);
    expect((await assetql("members", "invitations")).stdout).toBe("Nobody is invited.\n");
  });
});

describe("audit", () => {
  it("is listed and exported", async () => {
    const key = await json("keys", "create", "told", "--role", "viewer");
    const { stdout } = await assetql("audit", "list", "--subject", key.id);
    expect(stdout).toMatch(
      /Time +Action +Subject +Actor +Change\n.*api-key\.created +key_\w+ +key_\w+ +.*name: "told"/,
    );
    expect(await json("audit", "list", "--action", "api-key.created", "--to", "2020-01-01")).toEqual([]);
    expect((await assetql("audit", "list", "--from", "yesterday")).stderr).toMatch(/--from must be a day/);

    const printed = await assetql("audit", "export", "--subject", key.id);
    expect(parse(printed.stdout, { columns: true })).toMatchObject([
      { action: "api-key.created", subject: key.id },
    ]);
    await json("audit", "export", "--format", "ndjson", "--out", "audit.ndjson");
    const lines = (await readFile(path.join(folder, "audit.ndjson"), "utf8")).trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.map((line) => JSON.parse(line).subject)).toContain(key.id);
    expect(await assetql("audit", "export", "--out", "audit.ndjson")).toMatchObject({ exitCode: 2 });
  });
});

describe("identity providers", () => {
  it.each([
    [["--oidc-issuer", "http://login.example", "--oidc-audience", "a"], /--oidc-issuer must be an address/],
    [["--oidc-issuer", "https://a.example"], /an --oidc-audience for each --oidc-issuer/],
    [["--oidc-audience", "a"], /an --oidc-audience for each --oidc-issuer/],
  ])("%j is a usage error", async (args, words) => {
    const run = await runAssetql(["start", "--data", "other", ...args], { folder });
    expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(words) });
  });
});
