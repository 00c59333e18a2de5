import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHome, makeStyle, openApiHome, problemOf, styleForm } from "./api-home.ts";

let home: ApiHome;
let styleProfileId: string;
beforeAll(async () => {
  home = await openApiHome();
  styleProfileId = await makeStyle(home);
});
afterAll(() => home.dispose());

const submit = (key: string, change: object = {}, apiKey = home.keys.creator) =>
  home.send("POST", "/api/v1/batches", {
    key: apiKey,
    headers: { "Idempotency-Key": key },
    json: { name: "B", styleProfileId, template: "A {a}", csv: "a\nmug\n", ...change },
  });
const submitted = async () => {
  const response = await home.send("GET", "/api/v1/batches", { key: home.keys.viewer });
  return ((await response.json()) as { items: unknown[] }).items.length;
};

describe("Idempotency-Key", () => {
  it("makes a repeated call answer what the first one did", async () => {
    const first = await submit("same-call-1");
    const second = await submit("same-call-1");

    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.headers.get("Idempotency-Replayed")).toBeNull();
    expect(second.headers.get("Idempotency-Replayed")).toBe("true");
    expect(second.headers.get("Location")).toBe(first.headers.get("Location"));
    expect(await second.json()).toEqual(await first.json());
  });

  it("is refused for another request", async () => {
    await submit("other-call");
    const response = await submit("other-call", { csv: "a\nlamp\n" });
    expect([response.status, (await problemOf(response)).code]).toEqual([422, "idempotency-key-reused"]);
  });

  it("makes one of calls at the same time", async () => {
    const before = await submitted();

    const answers = await Promise.all(Array.from({ length: 8 }, () => submit("all-at-once")));

    expect(await submitted()).toBe(before + 1);
    const ids = new Set<unknown>();
    for (const response of answers) {
      expect([201, 409]).toContain(response.status);
      const body = (await response.json()) as Record<string, unknown>;
      if (response.status === 201) ids.add(body.id);
      else expect([body.code, response.headers.get("Retry-After")]).toEqual(["idempotency-key-in-use", "1"]);
    }
    expect(ids.size).toBe(1);
  });

  it("knows a form by what is in it, not by its boundary", async () => {
    const send = (image: Uint8Array) =>
      home.send("POST", "/api/v1/styles", {
        key: home.keys.creator,
        headers: { "Idempotency-Key": "form-by-content" },
        body: styleForm([image]),
      });
    const first = await send(home.image);
    expect(await (await send(home.image)).json()).toEqual(await first.json());
    expect((await send(home.image.slice(0, -1))).status).toBe(422);
  });

  it("is forgotten when the call failed", async () => {
    expect((await submit("first-wrong", { csv: "b\nmug\n" })).status).toBe(422);
    expect((await submit("first-wrong")).status).toBe(201);
  });

  it("is each workspace's own", async () => {
    await submit("whose-is-it");
    const style = await makeStyle(home, home.keys.stranger);
    const theirs = await submit("whose-is-it", { styleProfileId: style }, home.keys.stranger);
    expect([theirs.status, theirs.headers.get("Idempotency-Replayed")]).toEqual([201, null]);
  });

  it.each(["short", "with spaces in it", "x".repeat(201)])("is refused as %j", async (key) => {
    const response = await submit(key);
    expect([response.status, (await problemOf(response)).code]).toEqual([400, "idempotency-key-invalid"]);
  });
});
