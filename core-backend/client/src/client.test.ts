import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ApiProblemError,
  type Client,
  ConnectionError,
  createClient,
  UnexpectedResponseError,
} from "./index.ts";
import { hangUp, json, startTestServer } from "./testing/test-server.ts";
import { INLINE_LIMIT_BYTES } from "./transfer/uploads.ts";

let server: Awaited<ReturnType<typeof startTestServer>>;
let client: Client;
beforeAll(async () => {
  server = await startTestServer();
  client = createClient({ baseUrl: `${server.url}/`, apiKey: "aql_test", backoffMs: 1 });
});
afterAll(() => server.stop());

const key = {
  id: "key_abcd",
  workspaceId: "ws_home",
  name: "CI",
  role: "viewer",
  operator: false,
  hint: "aql_1",
  createdAt: 1,
  expiresAt: null,
  rotatedTo: null,
  revokedAt: null,
};
const job = {
  id: "exp_abcd",
  workspaceId: "ws_home",
  createdBy: "key_abcd",
  platform: "unity",
  batchId: null,
  status: "queued",
  totalAssets: 2,
  processedAssets: 0,
  skippedAssets: 0,
  bytes: null,
  error: null,
  downloadUrl: null,
  expiresAt: null,
  createdAt: 1,
  updatedAt: 1,
};
const problem = (code: string, status: number, more: object = {}) =>
  json({ type: `/problems/${code}`, title: "No", status, code, detail: "Because.", ...more }, status);
const upload = () => ({
  id: "upl_abcd",
  purpose: "csv",
  name: "rows.csv",
  bytes: 1,
  uploadUrl: "/files/uploads/upl_abcd?signature=x",
  expiresAt: 1,
});

describe("a call", () => {
  it("sends params, query, body and key, and parses the answer", async () => {
    server.answerWith(json({ items: [key], unknown: 1 }));
    expect(await client.keys.list({ limit: 7 })).toEqual({ items: [key] });
    expect(server.seen).toMatchObject([{ method: "GET", path: "/api/v1/api-keys?limit=7" }]);
    expect(server.seen[0]?.headers.authorization).toBe("Bearer aql_test");

    server.answerWith((_, response) => response.writeHead(204).end());
    await client.keys.revoke("key_a/b");
    expect(server.seen).toMatchObject([{ method: "DELETE", path: "/api/v1/api-keys/key_a%2Fb" }]);
  });

  it("walks all pages", async () => {
    server.answerWith(
      json({ items: [key], cursor: "next page" }),
      json({ items: [{ ...key, id: "key_efgh" }] }),
    );
    const ids: string[] = [];
    for await (const { id } of client.keys.listAll()) ids.push(id);
    expect(ids).toEqual(["key_abcd", "key_efgh"]);
    expect(server.seen.map(({ path }) => path)).toEqual([
      "/api/v1/api-keys",
      "/api/v1/api-keys?cursor=next+page",
    ]);
  });
});

describe("a refusal", () => {
  it("is thrown as its problem, in words", async () => {
    const at = { severity: "error", source: "csv", code: "cell-empty" };
    const problems = [
      { ...at, row: 17, column: "sku", message: "is empty" },
      { ...at, message: "No rows" },
    ];
    server.answerWith(problem("input-invalid", 422, { problems }));
    const error = await client.keys.list().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ApiProblemError);
    expect([error.code, error.status]).toEqual(["input-invalid", 422]);
    expect(error.message).toBe('No: Because.\n- row 17, column "sku": is empty\n- No rows');
    expect(server.seen).toHaveLength(1);
  });

  it("of something else than the API says what came", async () => {
    server.answerWith((_, response) => response.writeHead(404).end("<h1>nginx</h1>"));
    await expect(client.health()).rejects.toThrow(/^404 Not Found: <h1>nginx/);
    server.answerWith(json({ hello: "world" }));
    await expect(client.health()).rejects.toBeInstanceOf(UnexpectedResponseError);
  });
});

describe("retries", () => {
  const created = json({ ...key, secret: "aql_x" }, 201);

  it("repeat reads after network errors and when the hub is busy", async () => {
    server.answerWith(
      hangUp,
      problem("unavailable", 503),
      json({}, 429, { "Retry-After": "0" }),
      json({ items: [] }),
    );
    expect(await client.keys.list()).toEqual({ items: [] });
    expect(server.seen).toHaveLength(4);
  });

  it("repeat creating calls under one Idempotency-Key, also while the first try still runs", async () => {
    server.answerWith(hangUp, json({}, 409, { "Retry-After": "0" }), json(job, 202));
    expect((await client.exports.create({ platform: "unity", batchId: "bat_abcd" })).id).toBe(job.id);
    const keys = server.seen.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it("never repeat what could happen twice", async () => {
    server.answerWith(hangUp, created);
    await expect(client.keys.create({ name: "CI", role: "viewer" })).rejects.toBeInstanceOf(ConnectionError);
    expect(server.seen).toHaveLength(1);
  });

  it("repeat anything that was turned away by a rate limit, for nothing of it was done", async () => {
    server.answerWith(problem("rate-limited", 429, {}), created);
    await client.keys.create({ name: "CI", role: "viewer" });
    expect(server.seen).toHaveLength(2);
  });

  it("end with the last answer, or with who could not be reached", async () => {
    server.answerWith(problem("unavailable", 503));
    await expect(client.keys.list()).rejects.toMatchObject({ status: 503 });
    expect(server.seen).toHaveLength(5);
    server.answerWith(hangUp);
    await expect(client.keys.list()).rejects.toThrow(server.url);
    server.answerWith((_, response) => {
      response.writeHead(200, { "Content-Length": "99" }).write("{", () => response.destroy());
    });
    await expect(client.keys.list()).rejects.toBeInstanceOf(ConnectionError);
  });

  it("do not wait for a server that asks for an hour, nor after an abort", async () => {
    server.answerWith(json({}, 429, { "Retry-After": "3600" }));
    await expect(client.keys.list()).rejects.toMatchObject({ status: 429 });
    const stop = new AbortController();
    server.answerWith((_, response) => {
      stop.abort(new Error("stopped"));
      response.writeHead(503, { "Retry-After": "60" }).end();
    });
    await expect(client.keys.list({}, { signal: stop.signal })).rejects.toThrow("stopped");
  });
});

describe("files", () => {
  const input = { styleProfileId: "sty_abcd", template: "A {a}", config: { width: 64 } };

  it("go as a form when they are small", async () => {
    server.answerWith(problem("not-found", 404));
    await client.batches.preview({ ...input, csv: "a\nmug\n" }).catch(() => {});
    const [seen] = server.seen;
    expect(seen?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(String(seen?.body)).toContain('name="csv"; filename="rows.csv"');
    expect(String(seen?.body)).toContain('{"width":64}');
  });

  it("are uploaded first when they are large, without the API key", async () => {
    const csv = new Uint8Array(INLINE_LIMIT_BYTES + 1).fill(97);
    server.answerWith(
      json(upload(), 201),
      (_, response) => response.writeHead(503, { "Retry-After": "0" }).end(),
      (_, response) => response.writeHead(409).end(),
      problem("not-found", 404),
    );
    await client.batches
      .create({ name: "B", ...input, csv }, { idempotencyKey: "my-own-key" })
      .catch(() => {});

    expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /api/v1/uploads",
      "PUT /files/uploads/upl_abcd?signature=x",
      "PUT /files/uploads/upl_abcd?signature=x",
      "POST /api/v1/batches",
    ]);
    const [announced, put, , created] = server.seen;
    expect(JSON.parse(String(announced?.body))).toEqual({
      purpose: "csv",
      name: "rows.csv",
      bytes: csv.byteLength,
    });
    expect(announced?.headers["idempotency-key"]).toBe("my-own-key.0");
    expect(put?.headers.authorization).toBeUndefined();
    expect(put?.body.byteLength).toBe(csv.byteLength);
    expect(JSON.parse(String(created?.body))).toEqual({ name: "B", ...input, csvUploadId: "upl_abcd" });
  });
});

describe("waiting", () => {
  it("tells each change once and ends with the end", async () => {
    const running = { ...job, status: "processing" };
    server.answerWith(
      json(job),
      json(job),
      json({ ...running, processedAssets: 1 }),
      json({ ...running, processedAssets: 1 }),
      json({ ...job, status: "completed", processedAssets: 2 }),
    );
    const updates: string[] = [];
    const ended = await client.exports.wait(job.id, {
      intervalMs: 1,
      onUpdate: ({ status, processedAssets }) => updates.push(`${status} ${processedAssets}`),
    });
    expect(ended.status).toBe("completed");
    expect(updates).toEqual(["queued 0", "processing 1", "completed 2"]);
  });

  it("stops when it is aborted", async () => {
    server.answerWith(json(job));
    const stop = new AbortController();
    const waiting = client.exports.wait(job.id, {
      intervalMs: 60_000,
      signal: stop.signal,
      onUpdate: () => stop.abort(new Error("stopped")),
    });
    await expect(waiting).rejects.toThrow("stopped");
  });
});
