import { type Operation, operations, type Role, roles } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHome, openApiHome, problemOf } from "./api-home.ts";
import { newPerson, pathOf } from "./samples.ts";

let home: ApiHome;
/** The token of a member of each role. */
let members: Record<Role, string>;

beforeAll(async () => {
  home = await openApiHome();
  const join = async (role: Role): Promise<string> => {
    const json = { email: "guest@people.example", role };
    const made = await home.send("POST", "/api/v1/invitations", { key: home.keys.admin, json });
    const { token } = (await made.json()) as { token: string };
    const key = await newPerson({ home });
    const joined = await home.send("POST", "/api/v1/invitations/accept", { key, json: { token } });
    if (joined.status !== 201) throw new Error(await joined.text());
    return key;
  };
  members = { admin: await join("admin"), creator: await join("creator"), viewer: await join("viewer") };
});
afterAll(() => home.dispose());

const all: readonly Operation[] = Object.values(operations);
const guarded = all.filter(({ role }) => role !== "public");
const sample = (operation: Operation): string => pathOf(operation, "some-id");
/** The roles of a workspace that an operation wants; none for one that wants no workspace, or an operator. */
const byRole = guarded.flatMap((operation) => {
  const { role: least, id, operator } = operation;
  return least === "identity" || least === "public" || operator ? [] : [{ operation, id, least }];
});
const tooWeak = byRole.flatMap(({ least, ...rest }) =>
  roles.slice(roles.indexOf(least) + 1).map((role) => ({ ...rest, least, role })),
);
const strongEnough = byRole.flatMap(({ least, ...rest }) =>
  roles.slice(0, roles.indexOf(least) + 1).map((role) => ({ ...rest, role })),
);

/** A call that is refused later than by its role, if it is: its id is nobody's, its body unreadable. */
const send = (operation: Operation, key: string): Promise<Response> =>
  home.send(operation.method, sample(operation), {
    key,
    ...(operation.method === "GET" ? {} : { body: "{", headers: { "Content-Type": "text/plain" } }),
  });

describe("without credentials", () => {
  it.each(guarded)("$id answers 401, also to an unknown key and to what is no token", async (operation) => {
    for (const sent of [
      {},
      { key: "aql_unknown" },
      { key: "not.a.token" },
      { headers: { Authorization: "Basic YTpi" } },
    ]) {
      const response = await home.send(operation.method, sample(operation), sent);

      expect(response.status).toBe(401);
      expect(response.headers.get("WWW-Authenticate")).toBe("Bearer");
      expect((await problemOf(response)).code).toBe("unauthenticated");
    }
  });

  it.each(all.filter(({ role, path }) => role === "public" && !path.includes("{")))(
    "$id needs none",
    async (operation) => {
      expect((await home.send(operation.method, operation.path)).status).toBe(200);
    },
  );
});

describe("roles", () => {
  it.each(tooWeak)("$id answers 403 to a $role, key or person, before it reads the body", async (row) => {
    for (const key of [home.keys[row.role], members[row.role]]) {
      const response = await send(row.operation, key);

      expect(response.status).toBe(403);
      const { code, detail } = await problemOf(response);
      expect(code).toBe("forbidden");
      expect(detail).toContain(`the role ${row.least}`);
    }
  });

  it.each(strongEnough)("$id lets a $role, key or person, come further", async ({ operation, role }) => {
    for (const key of [home.keys[role], members[role]]) {
      expect([401, 403, 500]).not.toContain((await send(operation, key)).status);
    }
  });

  it.each(byRole)("$id answers 403 to a person of no workspace, or of another one", async ({ operation }) => {
    const outsider = await newPerson({ home });
    const asked = { headers: { "X-Workspace-Id": "ws_home" } };
    for (const sent of [
      { key: outsider },
      { key: outsider, ...asked },
      { key: home.keys.stranger, ...asked },
    ]) {
      const response = await home.send(operation.method, sample(operation), sent);
      expect([response.status, (await problemOf(response)).code]).toEqual([403, "forbidden"]);
    }
  });

  it.each(guarded.filter(({ role }) => role === "identity"))("$id needs no workspace", async (operation) => {
    expect([401, 403, 500]).not.toContain((await send(operation, await newPerson({ home }))).status);
  });
});

describe("operators", () => {
  const forOperators = guarded.filter(({ operator }) => operator);
  it.each(forOperators)("$id answers 403 to any other key", async (operation) => {
    for (const key of [home.keys.admin, home.keys.viewer, home.keys.stranger]) {
      const response = await send(operation, key);
      expect(response.status).toBe(403);
      expect((await problemOf(response)).detail).toContain("operator's key");
    }
    expect([401, 403, 500]).not.toContain((await send(operation, home.keys.operator)).status);
  });

  it.each(forOperators.filter(({ role }) => role !== "identity"))(
    "$id answers 403 to every person",
    async (operation) => {
      for (const key of [members.admin, await newPerson({ home })]) {
        expect((await send(operation, key)).status).toBe(403);
      }
    },
  );

  it("alone choose a plan", async () => {
    const send = (key: string) =>
      home.send("PATCH", "/api/v1/workspaces/ws_home", { key, json: { plan: "paid" } });
    expect((await send(home.keys.admin)).status).toBe(403);
    expect(await (await send(home.keys.operator)).json()).toMatchObject({ plan: "paid" });
    const json = { name: "Mine", plan: "unlimited" };
    const key = await newPerson({ home });
    expect((await home.send("POST", "/api/v1/workspaces", { key, json })).status).toBe(403);
  });
});

describe("members", () => {
  it("may leave, and only an admin may send somebody away", async () => {
    const list = await home.send("GET", "/api/v1/members", { key: members.viewer });
    const { items } = (await list.json()) as { items: { id: string; role: Role }[] };
    const idOf = (role: Role) => items.find((member) => member.role === role)?.id;
    const remove = (role: Role, key: string) => home.send("DELETE", `/api/v1/members/${idOf(role)}`, { key });

    for (const id of [idOf("creator"), "usr_nobodyhasthisid"]) {
      const refused = await home.send("DELETE", `/api/v1/members/${id}`, { key: members.viewer });
      expect([refused.status, (await problemOf(refused)).code]).toEqual([403, "forbidden"]);
    }
    expect((await remove("viewer", members.viewer)).status).toBe(204);
    expect((await home.send("GET", "/api/v1/batches", { key: members.viewer })).status).toBe(403);
    expect((await remove("creator", members.admin)).status).toBe(204);
  });
});
