import { DatabaseSync } from "node:sqlite";
import { type AuditRecord, auditRecordSchema, type Operation, operations } from "@assetql/contract";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/until.ts";
import { type ApiHome, openApiHome, problemOf } from "./api-home.ts";
import { type Maker, newPerson, perform } from "./samples.ts";

let home: ApiHome;
let maker: Maker;
beforeAll(async () => {
  home = await openApiHome();
  home.work();
  maker = { home, key: home.keys.admin };
});
afterAll(() => home.dispose());

/** Operations that change nothing although they do not GET, and why. */
const changeNothing: Readonly<Record<string, string>> = {
  previewBatch: "looks at the input only",
  searchAssets: "a search whose filters are too long for a query",
  listTargetItems: "a look at the platform, whose filters are too long for a query",
  previewTargetBatch: "looks at the platform and the input only",
  leaseWork: "gives out what was recorded when it was asked for; what the host then does is recorded",
  heartbeatWork: "keeps a lease and changes nothing that anybody else sees",
};

const mutating = Object.values<Operation>(operations).filter(
  ({ id, method }) => method !== "GET" && changeNothing[id] === undefined,
);

/** Every audit record there is, of all workspaces. */
function everyRecord(): AuditRecord[] {
  const database = new DatabaseSync(`${home.dataFolder}/assetql.db`, { readOnly: true });
  try {
    const rows = database.prepare("SELECT body FROM records WHERE collection = 'audit'").all();
    return rows.map(({ body }) => auditRecordSchema.parse(JSON.parse(String(body))));
  } finally {
    database.close();
  }
}

const pageSchema = operations.listAudit.response.schema;
const read = async (query = "", key = home.keys.admin) =>
  pageSchema.parse(await (await home.send("GET", `/api/v1/audit${query}`, { key })).json());

describe("every change", () => {
  it.each(mutating)("$id leaves one record, of who and of which request", async (operation) => {
    const correlationId = `trace-${operation.id}`;

    const response = await perform(operation, maker, correlationId);

    expect([response.status, response.status < 300 ? "" : await response.text()]).toEqual([
      operation.response.status,
      "",
    ]);
    const left = everyRecord().filter((record) => record.correlationId === correlationId);
    expect(left.map(({ action }) => action)).toHaveLength(1);
    expect(left[0]?.action).toMatch(/^[a-z-]+\.[a-z-]+$/);
    expect(left[0]?.actor).toMatch(/^(key|usr)_/);
  });

  it("is told without secrets and addresses of people", async () => {
    await perform(operations.createApiKey, maker, "trace-secrets");
    const text = JSON.stringify(everyRecord());
    expect(text).toContain("api-key.created");
    expect(text).not.toMatch(/aql_[\w-]{10}|aqi_|secretHash|tokenHash|@people\.example/);
  });
});

describe("the list", () => {
  it("is filtered by subject, actor, action and time, newest first, page by page", async () => {
    const style = await perform(operations.createStyle, maker, "trace-style-1");
    const { id, createdAt } = (await style.json()) as { id: string; createdAt: number };
    // Order is by time, in milliseconds.
    await until(async () => (Date.now() > createdAt ? true : undefined));
    await home.send("PUT", `/api/v1/styles/${id}`, { key: home.keys.creator, json: { name: "Renamed" } });

    const { items } = await read(`?subject=${id}`);
    expect(items.map(({ action }) => action)).toEqual(["style.updated", "style.created"]);
    expect(items[0]).toMatchObject({ before: { name: "Noise" }, after: { name: "Renamed" } });
    const [updated, created] = items;
    expect((await read(`?subject=${id}&actor=${updated?.actor}`)).items).toEqual([updated]);
    expect((await read(`?subject=${id}&action=style.created`)).items).toEqual([created]);
    expect((await read(`?subject=${id}&from=${(updated?.at ?? 0) + 1}`)).items).toEqual([]);
    expect((await read(`?subject=${id}&to=${created?.at}`)).items).toContainEqual(created);

    const first = await read("?limit=2");
    const second = await read(`?limit=2&cursor=${encodeURIComponent(first.cursor ?? "")}`);
    expect([...first.items, ...second.items]).toEqual((await read("?limit=4")).items);
  });

  it("shows another workspace to an operator only", async () => {
    const query = "?workspaceId=ws_other";
    const refused = await home.send("GET", `/api/v1/audit${query}`, { key: home.keys.admin });
    expect([refused.status, (await problemOf(refused)).code]).toEqual([403, "forbidden"]);
    expect((await read(query, home.keys.operator)).items).not.toEqual([]);
    expect(
      (await read("", home.keys.stranger)).items.every(({ workspaceId }) => workspaceId === "ws_other"),
    ).toBe(true);
  });
});

describe("the export", () => {
  const take = (query: string, key = home.keys.admin) =>
    home.send("GET", `/api/v1/audit/export${query}`, { key });

  it("is CSV that a spreadsheet runs nothing of, or JSON lines; both oldest first", async () => {
    const key = await newPerson(maker);
    const headers = { "X-Correlation-Id": "-2-3-4-5-6" };
    await home.send("POST", "/api/v1/workspaces", { key, json: { name: 'My "own", line\n2' }, headers });

    const csv = await take("", key);
    expect(csv.headers.get("Content-Type")).toBe("text/csv");
    const rows: Record<string, string>[] = parse(await csv.text(), { columns: true });
    expect(rows).toMatchObject([{ action: "workspace.created", before: "", correlation_id: "'-2-3-4-5-6" }]);
    expect(JSON.parse(rows[0]?.after ?? "")).toEqual({ name: 'My "own", line\n2', plan: "free" });

    const lines = await take("?format=ndjson");
    expect(lines.headers.get("Content-Type")).toBe("application/x-ndjson");
    const records = (await lines.text())
      .trimEnd()
      .split("\n")
      .map((line) => auditRecordSchema.parse(JSON.parse(line)));
    const times = records.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(records.length).toBe(everyRecord().filter(({ workspaceId }) => workspaceId === "ws_home").length);
  });

  it("refuses in words before anything is sent", async () => {
    const refused = await take("?workspaceId=ws_other");
    expect([refused.status, (await problemOf(refused)).code]).toEqual([403, "forbidden"]);
    expect((await take("?format=xml")).status).toBe(400);
  });
});
