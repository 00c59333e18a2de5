import { type Operation, operations, type Role, roles } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHome, openApiHome, problemOf } from "./api-home.ts";

let home: ApiHome;
beforeAll(async () => {
  home = await openApiHome();
});
afterAll(() => home.dispose());

const all: readonly Operation[] = Object.values(operations);
const guarded = all.filter(({ role }) => role !== "public");
const sample = ({ path }: Operation): string => path.replace("{id}", "some-id");
const tooWeak = guarded.flatMap((operation) =>
  roles
    .slice(roles.indexOf(operation.role as Role) + 1)
    .map((role) => ({ operation, id: operation.id, role })),
);

describe("API keys", () => {
  it.each(guarded)("$id answers 401 without a key and with an unknown one", async (operation) => {
    for (const sent of [{}, { key: "aql_unknown" }, { headers: { Authorization: "Basic YTpi" } }]) {
      const response = await home.send(operation.method, sample(operation), sent);

      expect(response.status).toBe(401);
      expect(response.headers.get("WWW-Authenticate")).toBe("Bearer");
      expect((await problemOf(response)).code).toBe("unauthenticated");
    }
  });

  it.each(tooWeak)(
    "$id answers 403 to a $role key, before it reads the body",
    async ({ operation, role }) => {
      const unreadable =
        operation.method === "GET" ? {} : { body: "{", headers: { "Content-Type": "text/plain" } };

      const response = await home.send(operation.method, sample(operation), {
        key: home.keys[role],
        ...unreadable,
      });

      expect(response.status).toBe(403);
      const { code, detail } = await problemOf(response);
      expect(code).toBe("forbidden");
      expect(detail).toContain(`the role ${operation.role}`);
    },
  );

  it.each(all.filter(({ role }) => role === "public"))("$id needs no key", async (operation) => {
    expect((await home.send(operation.method, operation.path)).status).toBe(200);
  });

  it("ends with its revocation", async () => {
    const key = home.keys.admin;
    const made = await home.send("POST", "/api/v1/api-keys", {
      key,
      json: { name: "Short", role: "viewer" },
    });
    const { id, secret } = (await made.json()) as { id: string; secret: string };
    expect((await home.send("GET", "/api/v1/batches", { key: secret })).status).toBe(200);

    expect((await home.send("DELETE", `/api/v1/api-keys/${id}`, { key })).status).toBe(204);

    expect((await home.send("GET", "/api/v1/batches", { key: secret })).status).toBe(401);
  });
});
