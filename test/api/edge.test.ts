import { operations, problemCatalogue, problemSchema } from "@assetql/contract";
import { ConflictError } from "@assetql/core/ports";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHome, openApiHome, problemOf } from "./api-home.ts";

let home: ApiHome;
let failure: Error;
beforeAll(async () => {
  home = await openApiHome({
    health: () => Promise.reject(failure),
    files: async () => new Response("file", { headers: { "Cache-Control": "private" } }),
  });
});
afterAll(() => home.dispose());

describe("paths and methods", () => {
  it("answer 404 as a problem where there is nothing", async () => {
    const response = await home.send("GET", "/api/v2/batches");
    expect([response.status, response.headers.get("Content-Type")]).toEqual([
      404,
      "application/problem+json",
    ]);
    expect(problemSchema.parse(await response.json()).code).toBe("not-found");
  });

  it("answer 405 with Allow where only the method is wrong", async () => {
    const response = await home.send("PUT", "/api/v1/batches/bat_abcd");
    expect([response.status, response.headers.get("Allow")]).toEqual([405, "GET, HEAD, DELETE, PATCH"]);
    expect((await problemOf(response)).code).toBe("method-not-allowed");
  });

  it("answer HEAD where they answer GET", async () => {
    const response = await home.send("HEAD", "/openapi.json");
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });
});

describe("problems", () => {
  it("say nothing internal, and are logged once under the correlation id", async () => {
    failure = new Error("SELECT secret FROM keys");
    const response = await home.send("GET", "/health", { headers: { "X-Correlation-Id": "trace-0001" } });

    const problem = await problemOf(response);
    expect(problem).toMatchObject({
      status: 500,
      code: "internal",
      instance: "trace-0001",
      type: "/problems/internal",
    });
    expect(JSON.stringify(problem)).not.toContain("SELECT");
    const errors = home.lines.filter(({ level }) => level === "error");
    expect(errors).toHaveLength(1);
    expect(errors[0]?.fields).toMatchObject({ correlationId: "trace-0001", route: "/health" });
  });

  it("tell of a lost race as a conflict, without the record's name", async () => {
    failure = new ConflictError("batches", "bat_1");
    const response = await home.send("GET", "/health");
    expect([response.status, (await response.text()).includes("bat_1")]).toEqual([409, false]);
  });

  it("are described where their type points", async () => {
    for (const [code, { status, title }] of Object.entries(problemCatalogue)) {
      const response = await home.send("GET", `/problems/${code}`);
      expect(await response.json()).toEqual({ type: `/problems/${code}`, code, status, title });
    }
    expect((await home.send("GET", "/problems/toString")).status).toBe(404);
  });
});

describe("every answer", () => {
  it("has the safe headers and a correlation id, the caller's own if it fits", async () => {
    for (const path of ["/", "/openapi.json", "/nowhere", "/api/v1/batches"]) {
      const { headers } = await home.send("GET", path, { headers: { "X-Correlation-Id": "not one!" } });
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
      expect(headers.get("X-Correlation-Id")).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
    }
    const { headers } = await home.send("GET", "/", { headers: { "X-Correlation-Id": "mine-12345" } });
    expect(headers.get("X-Correlation-Id")).toBe("mine-12345");
  });

  it("leaves a line in the log that holds no query, id or key", async () => {
    home.lines.length = 0;
    await home.send("GET", "/api/v1/batches/bat_secret1?x=private", { key: home.keys.viewer });
    expect(home.lines).toMatchObject([
      { message: "request", fields: { method: "GET", route: "/api/v1/batches/{id}", status: 404 } },
    ]);
    expect(JSON.stringify(home.lines)).not.toMatch(/bat_secret1|private|aql_/);
  });

  it("keeps the headers of files", async () => {
    const response = await home.send("GET", "/files/a.png");
    expect([response.headers.get("Cache-Control"), await response.text()]).toEqual(["private", "file"]);
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });
});

describe("other origins", () => {
  const preflight = (origin: string) =>
    home.send("OPTIONS", "/api/v1/batches", {
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
      },
    });

  it("may call when they are configured", async () => {
    const { status, headers } = await preflight("https://studio.example");
    expect(status).toBe(204);
    expect(headers.get("Access-Control-Allow-Origin")).toBe("https://studio.example");
    expect(headers.get("Access-Control-Allow-Headers")).toContain("Idempotency-Key");
    expect(headers.get("Access-Control-Allow-Methods")).toContain("DELETE");
  });

  it("may not when they are not", async () => {
    for (const origin of ["https://evil.example", "https://studio.example.evil.example", "null"]) {
      expect((await preflight(origin)).headers.get("Access-Control-Allow-Origin")).toBeNull();
    }
  });

  it("may read the headers they need, of refusals too", async () => {
    const { headers } = await home.send("GET", "/api/v1/batches", {
      headers: { Origin: "https://studio.example" },
    });
    expect(headers.get("Access-Control-Allow-Origin")).toBe("https://studio.example");
    expect(headers.get("Access-Control-Expose-Headers")).toMatch(
      /Location.*Idempotency-Replayed.*Retry-After/,
    );
    expect(headers.get("Access-Control-Allow-Credentials")).toBeNull();
  });
});

describe("the OpenAPI document", () => {
  it("has every path", async () => {
    const { paths } = (await (await home.send("GET", "/openapi.json")).json()) as { paths: object };
    expect(Object.keys(paths).sort()).toEqual(
      [...new Set(Object.values(operations).map(({ path }) => path))].sort(),
    );
  });
});
