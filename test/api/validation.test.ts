import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHome, openApiHome, problemOf } from "./api-home.ts";

let home: ApiHome;
beforeAll(async () => {
  home = await openApiHome();
});
afterAll(() => home.dispose());

const valid = { name: "B", styleProfileId: "sty_abcd", template: "A {a}", csv: "a\nmug\n" };
const json = { "Content-Type": "application/json" };
const post = (path: string, sent: object) => home.send("POST", path, { key: home.keys.admin, ...sent });
const problemsOf = async (response: Response) => {
  const { code, problems = [] } = await problemOf(response);
  return { status: response.status, code, problems: problems.map(({ path, message }) => [path, message]) };
};

describe("request bodies", () => {
  it("are refused with each member that is wrong, in words", async () => {
    const sent = {
      ...valid,
      name: "",
      styleProfileId: "x",
      template: 5,
      config: { width: 5000, quality: "best" },
    };

    const { status, code, problems } = await problemsOf(await post("/api/v1/batches", { json: sent }));

    expect([status, code]).toEqual([400, "request-invalid"]);
    expect(problems.sort()).toEqual([
      ["config.quality", "config.quality must be one of draft, standard, high."],
      ["config.width", "config.width must be at most 2048."],
      ["name", "name must have at least 1 character."],
      ["styleProfileId", 'styleProfileId must be an id that starts with "sty_".'],
      ["template", "template must be a text."],
    ]);
  });

  it("are refused with the members that are unknown or missing", async () => {
    const unknown = { ...valid, nmae: "C", config: { widht: 512 } };
    expect((await problemsOf(await post("/api/v1/batches", { json: unknown }))).problems.sort()).toEqual([
      ["config.widht", "config.widht is not a member that is known here."],
      ["nmae", "nmae is not a member that is known here."],
    ]);
    const { name: _, ...missing } = valid;
    expect((await problemsOf(await post("/api/v1/batches", { json: missing }))).problems).toEqual([
      ["name", "name is missing."],
    ]);
    expect(
      (await problemsOf(await post("/api/v1/export", { json: { platform: "unity" } }))).problems,
    ).toEqual([[undefined, "give either batchId or assetIds."]]);
  });

  it.each([
    ["broken JSON", "{", json, 400, "body-invalid"],
    ["nothing", "", json, 400, "body-invalid"],
    ["no UTF-8", Uint8Array.of(0x22, 0xff, 0x22), json, 400, "body-invalid"],
    ["a list", "[]", json, 400, "request-invalid"],
    ["null", "null", json, 400, "request-invalid"],
    ["a prototype", '{"__proto__":{"name":"x"},"name":"k","role":"viewer"}', json, 400, "request-invalid"],
    [
      "another type",
      "name=x",
      { "Content-Type": "application/x-www-form-urlencoded" },
      415,
      "media-type-unsupported",
    ],
    ["a form where none is taken", new FormData(), {}, 415, "media-type-unsupported"],
    ["a packed body", "{}", { ...json, "Content-Encoding": "gzip" }, 415, "media-type-unsupported"],
    ["over 1 MB", `"${"x".repeat(1_000_000)}"`, json, 413, "payload-too-large"],
  ])("with %s are refused", async (_, body, headers, status, code) => {
    const response = await post("/api/v1/api-keys", { body, headers });
    expect([response.status, (await problemOf(response)).code]).toEqual([status, code]);
  });

  it("may hold a long CSV where one is taken", async () => {
    const csv = `a\n${"mug\n".repeat(500_000)}`;
    const response = await post("/api/v1/batches/preview", {
      json: { styleProfileId: "sty_abcd", template: "A", csv },
    });
    expect((await problemOf(response)).code).toBe("not-found");
  });
});

describe("queries", () => {
  it.each([
    ["limit=0", "limit must be at least 1."],
    ["limit=many", "limit must be a number."],
    ["status=done", "status must be one of queued, processing, completed, failed, paused, cancelled."],
    ["statsu=failed", "statsu is not a member that is known here."],
    ["limit=1&limit=2", "limit must be a number."],
  ])("%s is refused", async (query, message) => {
    const response = await home.send("GET", `/api/v1/batches?${query}`, { key: home.keys.viewer });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toBe(message);
  });

  it("with a cursor of nobody's are refused", async () => {
    const response = await home.send("GET", "/api/v1/batches?cursor=abc", { key: home.keys.viewer });
    expect([response.status, (await problemOf(response)).code]).toEqual([400, "cursor-invalid"]);
  });
});
