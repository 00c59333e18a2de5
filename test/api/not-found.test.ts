import { type Operation, operations } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHome, openApiHome } from "./api-home.ts";
import { collectionOf, inputOf, type Maker, makeOne, pathOf } from "./samples.ts";

let home: ApiHome;
let maker: Maker;
/** A real id of the owner's workspace for each collection, made when it is first asked for. */
const ids = new Map<string, Promise<string>>();

beforeAll(async () => {
  home = await openApiHome();
  home.work();
  maker = { home, key: home.keys.admin };
});
afterAll(() => home.dispose());

const byId: readonly Operation[] = Object.values<Operation>(operations).filter(
  ({ params }) => params !== undefined,
);

function ownId(operation: Operation): Promise<string> {
  const collection = collectionOf(operation);
  const id = ids.get(collection) ?? makeOne(operation, maker);
  ids.set(collection, id);
  return id;
}

/** What is answered, but for the ids in it: whoever asks learns nothing else. */
async function answerTo(operation: Operation, id: string, key: string) {
  const { json, ...input } = await inputOf(operation, maker);
  const response = await home.send(operation.method, pathOf(operation, id, input), {
    ...(operation.role === "public" ? {} : { key }),
    ...(json === undefined ? {} : { json }),
  });
  const problem = (await response.json()) as Record<string, unknown>;
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== "x-correlation-id"));
  expect(problem.instance).toBe(response.headers.get("X-Correlation-Id"));
  delete problem.instance;
  const text = JSON.stringify({ status: response.status, headers, problem });
  return JSON.parse(text.replaceAll(id, "ID").replaceAll(/"content-length":"\d+",?/g, ""));
}

describe("what is not there", () => {
  it.each(byId)("$id answers 404 to an unknown id and to another workspace's alike", async (operation) => {
    const own = await ownId(operation);
    const unknown = own.includes("_") ? own.replace(/_.*/, "_nobodyhasthisid") : "nobody-has-this-token";

    const answer = await answerTo(operation, unknown, home.keys.stranger);

    expect(answer).toMatchObject({ status: 404, problem: { status: 404, code: "not-found" } });
    expect(await answerTo(operation, unknown, home.keys.admin)).toEqual(answer);
    // A public link belongs to whoever has it.
    if (operation.role !== "public") {
      expect(await answerTo(operation, own, home.keys.stranger)).toEqual(answer);
    }
  });

  it.each(byId)("$id answers 404 to an id of the wrong form, in the same shape", async (operation) => {
    for (const malformed of ["..%2F..%2Fetc", "x", "%00", `bat_${"a".repeat(300)}`]) {
      const { status, problem } = await answerTo(operation, malformed, home.keys.admin);
      expect([status, problem.code, Object.keys(problem)]).toEqual([
        404,
        "not-found",
        ["type", "title", "status", "code", "detail"],
      ]);
    }
  });
});

describe("what is there", () => {
  it.each(byId.filter(({ method }) => method === "GET"))("$id finds the owner's", async (operation) => {
    const path = pathOf(operation, await ownId(operation), await inputOf(operation, maker));
    const key = operation.role === "admin" ? home.keys.admin : home.keys.viewer;
    const response = await home.send("GET", path, { key });
    expect(response.status).toBe(operation.response.status);
    if (operation.response.kind === "json") operation.response.schema.parse(await response.json());
  });

  it("is listed in its own workspace alone", async () => {
    await Promise.all(byId.map(ownId));
    const lists = Object.values<Operation>(operations).filter(
      ({ id, method, params }) => method === "GET" && params === undefined && id.startsWith("list"),
    );
    for (const { path, id } of lists) {
      const own = await idsAt(path, home.keys.admin);
      const theirs = await idsAt(path, home.keys.stranger);
      if (!withoutIds.has(id)) expect([id, own.size > 0]).toEqual([id, true]);
      expect([id, [...theirs].filter((one) => own.has(one))]).toEqual([id, []]);
    }
  });
});

/** A dead job is nothing that a sample can be made of; events have numbers, connectors and kinds of webhooks have names. */
const withoutIds: ReadonlySet<string> = new Set([
  "listDeadLetters",
  "listEvents",
  "listConnectors",
  "listWebhookEvents",
]);

async function idsAt(path: string, key: string): Promise<Set<string>> {
  const list = (await (await home.send("GET", path, { key })).json()) as { items?: { id?: string }[] };
  return new Set((list.items ?? []).flatMap(({ id }) => id ?? []));
}
