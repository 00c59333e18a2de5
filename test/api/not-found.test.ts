import { type Operation, operations } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/until.ts";
import { type ApiHome, makeStyle, openApiHome, problemOf } from "./api-home.ts";

let home: ApiHome;
/** A real id of the owner's workspace for each path that takes one. */
let ids: Record<string, string>;

beforeAll(async () => {
  home = await openApiHome();
  home.work();
  ids = await makeOneOfEach(home);
});
afterAll(() => home.dispose());

const byId: readonly Operation[] = Object.values<Operation>(operations).filter(
  ({ params }) => params !== undefined,
);
const collectionOf = ({ path }: Operation): string => path.slice(0, path.indexOf("/{id}"));
const body = ({ method }: Operation) => (method === "PUT" ? { json: { name: "Other" } } : {});

describe("what is not there", () => {
  it.each(byId)(
    "$id answers 404 to an unknown id, a malformed one and another workspace's alike",
    async (operation) => {
      const own = ids[collectionOf(operation)] ?? "";
      const unknown = own.replace(/_.*/, "_nobodyhasthisid");
      const answers: unknown[] = [];
      for (const [id, key] of [
        [unknown, home.keys.admin],
        ["..%2F..%2Fetc", home.keys.admin],
        [own, home.keys.stranger],
      ] as const) {
        const path = operation.path.replace("{id}", id);
        const response = await home.send(operation.method, path, { key, ...body(operation) });
        answers.push([response.status, (await problemOf(response)).code]);
      }
      expect(answers).toEqual([
        [404, "not-found"],
        [404, "not-found"],
        [404, "not-found"],
      ]);
    },
  );

  it.each(byId.filter(({ method }) => method === "GET"))("$id finds the owner's", async (operation) => {
    const path = operation.path.replace("{id}", ids[collectionOf(operation)] ?? "");
    const response = await home.send("GET", path, { key: home.keys.viewer });
    expect(response.status).toBe(operation.response.status);
    if (operation.response.kind === "json") operation.response.schema.parse(await response.json());
  });

  it("lists nothing of another workspace", async () => {
    for (const path of ["/api/v1/batches", "/api/v1/styles", "/api/v1/assets"]) {
      const own = await home.send("GET", path, { key: home.keys.viewer });
      const theirs = await home.send("GET", path, { key: home.keys.stranger });
      expect(((await own.json()) as { items: unknown[] }).items).not.toEqual([]);
      expect(await theirs.json()).toEqual({ items: [] });
    }
  });
});

async function makeOneOfEach(home: ApiHome): Promise<Record<string, string>> {
  const key = home.keys.admin;
  const read = async (response: Promise<Response>) =>
    (await response).json() as Promise<Record<string, never>>;
  const styleProfileId = await makeStyle(home);
  const input = {
    name: "One",
    styleProfileId,
    template: "A {a}",
    csv: "a\nmug\n",
    config: { width: 64, height: 64 },
  };
  const { id: batchId } = await read(
    home.send("POST", "/api/v1/batches", {
      key,
      json: { ...input, config: { ...input.config, styleGate: "off" } },
    }),
  );
  await until(async () =>
    (await read(home.send("GET", `/api/v1/batches/${batchId}`, { key }))).completedAt === null
      ? undefined
      : true,
  );
  const { items } = await read(home.send("GET", "/api/v1/assets", { key }));
  const { id: exportId } = await read(
    home.send("POST", "/api/v1/export", { key, json: { platform: "unity", batchId } }),
  );
  await until(async () =>
    (await read(home.send("GET", `/api/v1/export/${exportId}/status`, { key }))).downloadUrl === null
      ? undefined
      : true,
  );
  const { id: keyId } = await read(
    home.send("POST", "/api/v1/api-keys", { key, json: { name: "Other", role: "viewer" } }),
  );
  return {
    "/api/v1/batches": batchId ?? "",
    "/api/v1/styles": styleProfileId,
    "/api/v1/assets": (items as unknown as { id: string }[])[0]?.id ?? "",
    "/api/v1/export": exportId ?? "",
    "/api/v1/api-keys": keyId ?? "",
  };
}
