import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { CreatedWorkspace, Upload } from "@assetql/contract";
import { erasers, handleMessage, sweepBlobs } from "@assetql/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/until.ts";
import { type ApiHome, openApiHome, problemOf } from "./api-home.ts";
import { inputs, type Maker, makeRunningBatch, makers, newPerson } from "./samples.ts";

/** Collections that no eraser has to look into, and why. */
const notErased: Readonly<Record<string, string>> = {
  workspaces: "the workspace's own record goes last, when the erasers are done",
  outbox: "entries are gone as soon as they are dispatched, which is within the second",
  "daily-spends": "what a model of the hub did in a day; tells of no workspace",
};

const erased = new Set(erasers.flatMap(({ collections }) => collections));
const isCovered = (collection: string): boolean =>
  erased.has(collection) || notErased[collection] !== undefined;

let home: ApiHome;
let workspace: CreatedWorkspace;
let maker: Maker;

beforeAll(async () => {
  home = await openApiHome();
  home.work();
  const key = home.keys.operator;
  const made = await home.send("POST", "/api/v1/workspaces", { key, json: { name: "Doomed" } });
  workspace = (await made.json()) as CreatedWorkspace;
  maker = { home, key: workspace.firstKey?.secret ?? "" };
});
afterAll(() => home.dispose());

describe("the erasers", () => {
  it("know every collection that the code defines", () => {
    const defined = collectionsInCode();
    expect(defined.size).toBeGreaterThan(25);
    const forgotten = [...defined].filter((collection) => !isCovered(collection));
    expect(forgotten, "add an eraser of these to core/src/workspaces/erasers.ts").toEqual([]);
    const gone = [...erased, ...Object.keys(notErased)].filter((collection) => !defined.has(collection));
    expect(gone, "these are no collections").toEqual([]);
  });
});

describe("a workspace that is deleted", () => {
  it("leaves nothing but the record of its erasure", async () => {
    await makeEverything();
    const inUse = rows("records").map(({ collection }) => String(collection));
    expect([...new Set(inUse)].filter((collection) => !isCovered(collection))).toEqual([]);
    const names = namesOfIt();
    expect(names.length).toBeGreaterThan(100);
    expect(filesNaming(names).length).toBeGreaterThan(20);

    const wrong = await remove("doomed");
    expect([wrong.status, (await problemOf(wrong)).code]).toEqual([422, "confirmation-wrong"]);
    expect((await remove("Doomed")).status).toBe(204);
    expect((await home.send("GET", "/api/v1/batches", { key: maker.key })).status).toBe(401);

    await until(async () => (isThere("workspaces", workspace.id) ? undefined : true));
    // What was still being drawn comes to its end now, and the queue looks once more a quarter of an hour later.
    home.release();
    await until(async () => ((await home.queue.depth("generation")).leased === 0 ? true : undefined));
    const [secondLook] = await until(async () => {
      const waiting = rows("jobs").filter(({ body }) => String(body).includes("delete-workspace"));
      return waiting.length === 1 ? waiting : undefined;
    });
    const delivery = { receives: 1, signal: new AbortController().signal };
    await handleMessage(home.core, String(secondLook?.body), delivery);
    // The image that came last belongs to nothing: the sweeper takes it, in real life within two hours.
    await sweepBlobs(home.core, { graceMs: 0 });

    // Jobs of webhooks that were set for later: they come within a quarter of an hour, find nothing, and end.
    const later = rows("jobs").filter(({ queue }) => String(queue).startsWith("webhook"));
    for (const { body } of later) {
      expect(await handleMessage(home.core, String(body), delivery)).toEqual({ kind: "done" });
    }
    const ending = new Set([secondLook, ...later].map((job) => job?.body));
    const left = rowsNaming(names).filter((row) => row.table !== "jobs" || !ending.has(row.body));
    expect(left.filter(({ table }) => table !== "records" && table !== "record_index")).toEqual([]);
    const records = left.filter(({ table }) => table === "records");
    expect(records.map(({ body }) => JSON.parse(String(body)))).toMatchObject([
      { action: "workspace.erased", subject: workspace.id, after: null },
    ]);
    const audit = JSON.parse(String(records[0]?.body)).id;
    expect(left.filter(({ table, id }) => table === "record_index" && id !== audit)).toEqual([]);
    expect(filesNaming(names)).toEqual([]);

    const key = home.keys.operator;
    expect((await home.send("GET", `/api/v1/workspaces/${workspace.id}`, { key })).status).toBe(404);
    const told = await home.send("GET", `/api/v1/audit?workspaceId=${workspace.id}`, { key });
    expect(await told.json()).toMatchObject({ items: [{ action: "workspace.erased" }] });
  });

  it("takes nothing of others with it", async () => {
    const path = "/api/v1/batches";
    const other = { home, key: home.keys.stranger };
    await makers["/api/v1/batches"]?.(other);
    await handleMessage(home.core, JSON.stringify({ kind: "delete-workspace", workspaceId: "ws_home" }), {
      receives: 1,
      signal: new AbortController().signal,
    });
    expect((await home.send("GET", path, { key: home.keys.admin })).status).toBe(200);
    expect(await (await home.send("GET", path, { key: other.key })).json()).toMatchObject({ items: [{}] });
  });
});

const remove = (confirm: string) =>
  home.send("DELETE", `/api/v1/workspaces/${workspace.id}?confirm=${confirm}`, { key: maker.key });

/** One of each thing, and one that is still being made. */
async function makeEverything(): Promise<void> {
  const { key } = maker;
  const send = async (method: string, path: string, json: unknown, headers = {}) => {
    const response = await home.send(method, path, { key, json, headers });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  await send("PATCH", `/api/v1/workspaces/${workspace.id}`, { notifyEmails: ["team@people.example"] });
  for (const make of Object.values(makers)) await make(maker);
  const input = await inputs.createShare?.(maker);
  await send("POST", "/api/v1/shares", input?.json, { "Idempotency-Key": "share-12345" });
  const upload = (await send("POST", "/api/v1/uploads", {
    purpose: "csv",
    name: "a.csv",
    bytes: 3,
  })) as Upload;
  await home.core.blobs.put(`uploads/${upload.id}`, Buffer.from("a\nb"));
  const { token } = (await send("POST", "/api/v1/invitations", {
    email: "guest@people.example",
    role: "viewer",
  })) as { token: string };
  const person = await newPerson(maker);
  await home.send("POST", "/api/v1/invitations/accept", { key: person, json: { token } });
  await makeRunningBatch(maker);
  await until(async () =>
    rows("records").some(({ collection, body }) => collection === "sent-notices" && names(body))
      ? true
      : undefined,
  );
}

const names = (text: unknown): boolean => String(text).includes(workspace.id);

function collectionsInCode(): Set<string> {
  const root = join(import.meta.dirname, "../../core-backend");
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) =>
      /\/src\/.*\.ts$/.test(file) && !/node_modules|\.test\.ts$|\/testing\/|\.fixture\.ts$/.test(file),
  );
  const definition = /:\s*Collection<[^=]*>\s*=\s*\{\s*name:\s*"([^"]+)"/g;
  return new Set(
    sources.flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(definition)].map(([, name = ""]) => name),
    ),
  );
}

type DatabaseRow = Record<string, unknown>;

function inDatabase<T>(read: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(home.dataFolder, "assetql.db"), { readOnly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}

const rows = (table: string): DatabaseRow[] =>
  inDatabase((database) => {
    const statement = database.prepare(`SELECT * FROM ${table}`);
    // The search index has larger numbers than JavaScript.
    statement.setReadBigInts(true);
    return statement.all();
  });

const textOf = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value);

const isThere = (collection: string, id: string): boolean =>
  rows("records").some((row) => row.collection === collection && row.id === id);

/** The ids of everything that belongs to the workspace, itself included. */
function namesOfIt(): string[] {
  const own = rows("records").filter(({ body }) => names(body));
  return [workspace.id, ...own.map(({ id }) => String(id))];
}

/** Every row of every table in which one of the names stands. */
function rowsNaming(wanted: readonly string[]): (DatabaseRow & { table: string; text: string })[] {
  const tables = inDatabase((database) =>
    database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all(),
  );
  return tables.flatMap(({ name }) =>
    rows(String(name)).flatMap((row) => {
      const text = JSON.stringify(Object.values(row).map(textOf));
      return wanted.some((one) => text.includes(one)) ? [{ ...row, table: String(name), text }] : [];
    }),
  );
}

const filesNaming = (wanted: readonly string[]): string[] =>
  readdirSync(home.dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(home.dataFolder, join(parentPath, name)))
    .filter((file) => wanted.some((one) => file.includes(one)));
