import { type ApiRateLimits, createApi } from "@assetql/api";
import { createMemoryRateLimiter } from "@assetql/embedded";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setPlan } from "../support/set-plan.ts";
import { owner } from "../support/test-home.ts";
import { type ApiHome, openApiHome, problemOf, type Sent } from "./api-home.ts";

const LAN = { address: "192.0.2.7", isLocal: false };

let home: ApiHome;
let now = 0;
let app: ReturnType<typeof createApi>;
let limits: ApiRateLimits;
beforeAll(async () => {
  home = await openApiHome();
  await setPlan(home.core.store, owner.workspaceId, "free");
});
afterAll(() => home.dispose());
beforeEach(() => {
  limits = {
    limiter: createMemoryRateLimiter({ now: () => now }),
    perKey: { perMinute: 100, burst: 200 },
    perAddress: { perMinute: 1_000, burst: 200 },
    isOperator: () => false,
  };
  serve({});
});

function serve(changes: Partial<ApiRateLimits>): void {
  const health = async () => ({ status: "ok" as const, version: "test", uptimeSeconds: 1, queues: {} });
  const log = () => {};
  app = createApi({
    core: home.core,
    version: "test",
    corsOrigins: [],
    health,
    log,
    files: async () => new Response("file"),
    rateLimits: { ...limits, ...changes },
  });
}

async function send(
  method: string,
  path: string,
  sent: Sent & { from?: typeof LAN } = {},
): Promise<Response> {
  const { key, headers, body, from = LAN } = sent;
  const authorization = key === undefined ? {} : { Authorization: `Bearer ${key}` };
  const init: RequestInit = { method, headers: { ...authorization, ...headers } };
  return app.request(path, body === undefined ? init : ({ ...init, body, duplex: "half" } as RequestInit), {
    client: from,
  });
}

const headersOf = ({ headers }: Response) =>
  ["Limit", "Remaining", "Reset", "Policy"].map((name) => headers.get(`RateLimit-${name}`));

describe("every answer under /api/", () => {
  it.each([
    [200, "GET", "/api/v1/batches", "viewer"],
    [400, "GET", "/api/v1/batches?limit=many", "viewer"],
    [404, "GET", "/api/v1/batches/bat_0000", "viewer"],
  ] as const)("with status %i says what is left for the key", async (status, method, path, role) => {
    const response = await send(method, path, { key: home.keys[role] });
    expect(response.status).toBe(status);
    expect(headersOf(response)).toEqual(["200", "199", "1", "100;w=60;burst=200"]);
  });

  it.each([
    [401, "GET", "/api/v1/batches", undefined],
    [403, "DELETE", "/api/v1/batches/bat_0000", "viewer"],
    [404, "GET", "/api/v1/nothing", undefined],
    [405, "PUT", "/api/v1/batches", undefined],
  ] as const)("with status %i says what is left for the address", async (status, method, path, role) => {
    const response = await send(method, path, role === undefined ? {} : { key: home.keys[role] });
    expect(response.status).toBe(status);
    expect(headersOf(response)).toEqual(["200", "199", "1", "1000;w=60;burst=200"]);
  });

  it("but not health, documents and files", async () => {
    serve({ perAddress: { perMinute: 1, burst: 1 } });
    for (const path of ["/health", "/openapi.json", "/files/a.png", "/", "/health", "/files/b.png"]) {
      const response = await send("GET", path);
      expect([response.status, ...headersOf(response)]).toEqual([200, null, null, null, null]);
    }
  });
});

describe("a key", () => {
  it("may make 200 requests at once and 100 a minute, and is told when to come again", async () => {
    const call = () => send("GET", "/api/v1/styles", { key: home.keys.viewer });
    serve({ perAddress: { perMinute: 1_000, burst: 1_000 } });
    for (let index = 0; index < 200; index++) expect((await call()).status).toBe(200);

    const refused = await call();
    expect([refused.status, refused.headers.get("Content-Type")]).toEqual([429, "application/problem+json"]);
    expect(refused.headers.get("Retry-After")).toBe("1");
    expect(headersOf(refused)).toEqual(["200", "0", "120", "100;w=60;burst=200"]);
    const problem = await problemOf(refused);
    expect(problem).toMatchObject({ code: "rate-limited", status: 429, title: "Too many requests" });
    expect(problem.detail).toBe(
      "This key may make 100 requests a minute, and up to 200 at once. Try again in 1 s.",
    );

    now += 60_000;
    const statuses = [];
    for (let index = 0; index < 101; index++) statuses.push((await call()).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.at(-1)).toBe(429);
  });

  it("is limited wherever it calls from, and no other with it", async () => {
    serve({ perKey: { perMinute: 1, burst: 1 } });
    const call = (key: string, address: string) =>
      send("GET", "/api/v1/styles", { key, from: { address, isLocal: false } }).then(({ status }) => status);
    expect(await call(home.keys.viewer, "192.0.2.1")).toBe(200);
    expect(await call(home.keys.viewer, "192.0.2.2")).toBe(429);
    expect(await call(home.keys.creator, "192.0.2.2")).toBe(200);
  });

  it("that has used up its requests is refused before its body is read", async () => {
    serve({ perKey: { perMinute: 1, burst: 1 } });
    const key = home.keys.creator;
    expect((await send("GET", "/api/v1/styles", { key })).status).toBe(200);
    const body = new ReadableStream({
      pull: () => {
        throw new Error("The body was read");
      },
    });
    const headers = { "Content-Type": "application/json" };
    const refused = await send("POST", "/api/v1/uploads", { key, body, headers });
    expect([refused.status, refused.bodyUsed]).toEqual([429, false]);
    expect((await problemOf(refused)).code).toBe("rate-limited");
  });

  it("of a plan without a quota may make ten times as many", async () => {
    const response = await send("GET", "/api/v1/styles", { key: home.keys.stranger });
    expect(headersOf(response)).toEqual(["2000", "1999", "1", "1000;w=60;burst=2000"]);
  });

  it("of the operator has no limit, but only on the hub's own machine", async () => {
    serve({ perKey: { perMinute: 1, burst: 1 }, isOperator: ({ role }) => role === "admin" });
    const local = { address: "127.0.0.1", isLocal: true };
    const call = (key: string, from: typeof LAN) => send("GET", "/api/v1/styles", { key, from });
    for (let index = 0; index < 3; index++) {
      const response = await call(home.keys.admin, local);
      expect([response.status, response.headers.get("RateLimit-Limit")]).toEqual([200, null]);
    }
    expect((await call(home.keys.viewer, local)).status).toBe(200);
    expect((await call(home.keys.viewer, local)).status).toBe(429);
    expect((await call(home.keys.admin, LAN)).status).toBe(200);
    expect((await call(home.keys.admin, LAN)).status).toBe(429);
  });
});

describe("an address", () => {
  const knock = (address: string, isLocal = false) =>
    send("GET", "/api/v1/styles", { key: "aql_guessed", from: { address, isLocal } }).then(
      ({ status }) => status,
    );

  it("is limited before its key is looked at", async () => {
    serve({ perAddress: { perMinute: 60, burst: 2 } });
    expect([await knock("192.0.2.1"), await knock("192.0.2.1"), await knock("192.0.2.1")]).toEqual([
      401, 401, 429,
    ]);
    expect([await knock("192.0.2.2"), await knock("::ffff:192.0.2.2"), await knock("192.0.2.2")]).toEqual([
      401, 401, 429,
    ]);
    now += 1_000;
    expect([await knock("192.0.2.1"), await knock("192.0.2.1")]).toEqual([401, 429]);
  });

  it("of IPv6 stands for its network of 64 bits", async () => {
    serve({ perAddress: { perMinute: 60, burst: 1 } });
    expect(await knock("2001:db8:0:1::5")).toBe(401);
    expect(await knock("2001:db8:0:1:ffff::9")).toBe(429);
    expect(await knock("2001:db8:0:2::5")).toBe(401);
  });

  it("of the hub's own machine has no limit", async () => {
    serve({ perAddress: { perMinute: 1, burst: 1 } });
    for (let index = 0; index < 3; index++) expect(await knock("127.0.0.1", true)).toBe(401);
  });
});
