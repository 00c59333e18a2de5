import type { ApiKey, CreatedApiKey, CreatedInvitation, Member } from "@assetql/contract";
import { createApiKey, createInvitation, revokeApiKey } from "@assetql/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { owner } from "../support/test-home.ts";
import { type ApiHome, openApiHome, problemOf } from "./api-home.ts";
import { newPerson } from "./samples.ts";

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

let home: ApiHome;
/** What the hub's clock says; tokens of persons are checked by the real one. */
let now = Date.now();
beforeAll(async () => {
  home = await openApiHome({}, { now: () => now });
});
afterAll(() => home.dispose());

const admin = () => home.keys.admin;
const post = async <T>(path: string, json: unknown, key = admin()): Promise<T> => {
  const response = await home.send("POST", path, { key, json });
  expect([path, response.status]).toEqual([path, 201]);
  return (await response.json()) as T;
};
const newKey = (input: object) =>
  post<CreatedApiKey>("/api/v1/api-keys", { name: "Partner", role: "viewer", ...input });
const statusOf = async (key: string) => (await home.send("GET", "/api/v1/batches", { key })).status;
const codeOf = async (response: Promise<Response>) => {
  const answer = await response;
  return [answer.status, (await problemOf(answer)).code];
};
const listed = async (id: string) => {
  const { items } = (await (
    await home.send("GET", "/api/v1/api-keys?limit=200", { key: admin() })
  ).json()) as {
    items: ApiKey[];
  };
  return items.find((key) => key.id === id);
};

describe("an API key", () => {
  it("ends with its revocation", async () => {
    const { id, secret } = await newKey({});
    expect(await statusOf(secret)).toBe(200);
    expect((await home.send("DELETE", `/api/v1/api-keys/${id}`, { key: admin() })).status).toBe(204);
    expect(await statusOf(secret)).toBe(401);
  });

  it("expires, and says so", async () => {
    const key = await newKey({ expiresInDays: 30 });
    expect(key.expiresAt).toBe(now + 30 * DAY_MS);
    now += 30 * DAY_MS - 1;
    expect(await statusOf(key.secret)).toBe(200);
    now += 1;
    const refused = await home.send("GET", "/api/v1/batches", { key: key.secret });
    expect([refused.status, (await problemOf(refused)).detail]).toEqual([
      401,
      expect.stringContaining("expired at 20"),
    ]);
    expect(
      await codeOf(home.send("POST", `/api/v1/api-keys/${key.id}/rotate`, { key: admin(), json: {} })),
    ).toEqual([409, "api-key-state"]);
  });

  it("is rotated: both secrets work for the overlap, then the new one alone", async () => {
    const old = await newKey({ role: "creator", expiresInDays: 90 });
    now += 10 * DAY_MS;
    const rotate = (id: string, json = {}) =>
      home.send("POST", `/api/v1/api-keys/${id}/rotate`, { key: admin(), json });
    const next = (await (await rotate(old.id)).json()) as CreatedApiKey;
    expect(next).toMatchObject({ name: "Partner", role: "creator", expiresAt: now + 90 * DAY_MS });
    expect(await listed(old.id)).toMatchObject({ rotatedTo: next.id, expiresAt: now + 24 * HOUR_MS });
    expect([await statusOf(old.secret), await statusOf(next.secret)]).toEqual([200, 200]);
    expect(await codeOf(rotate(old.id))).toEqual([409, "api-key-state"]);

    now += 24 * HOUR_MS;
    const refused = await home.send("GET", "/api/v1/batches", { key: old.secret });
    expect([refused.status, (await problemOf(refused)).detail]).toEqual([
      401,
      expect.stringContaining(next.id),
    ]);
    expect(await statusOf(next.secret)).toBe(200);

    const last = (await (await rotate(next.id, { overlapHours: 0 })).json()) as CreatedApiKey;
    expect([await statusOf(next.secret), await statusOf(last.secret)]).toEqual([401, 200]);
    expect((await rotate(last.id, { overlapHours: 169 })).status).toBe(400);
  });
});

describe("the last admin", () => {
  const other = { ...owner, workspaceId: "ws_keys" as typeof owner.workspaceId };

  it("stays, counting keys and members; an expired key counts for nothing", async () => {
    const first = await createApiKey(home.core, other, { name: "A", role: "admin" });
    const short = await createApiKey(home.core, other, { name: "B", role: "admin", expiresInDays: 1 });
    const revoke = (id: string) => home.send("DELETE", `/api/v1/api-keys/${id}`, { key: first.secret });
    now += DAY_MS;
    expect(await codeOf(revoke(first.id))).toEqual([422, "last-admin-key"]);
    expect((await revoke(short.id)).status).toBe(204);

    const { token } = await createInvitation(home.core, other, { email: "a@people.example", role: "admin" });
    const person = await newPerson({ home });
    const member = await post<Member>("/api/v1/invitations/accept", { token }, person);
    expect((await revoke(first.id)).status).toBe(204);
    const patch = home.send("PATCH", `/api/v1/members/${member.id}`, {
      key: person,
      json: { role: "viewer" },
    });
    expect(await codeOf(patch)).toEqual([422, "last-admin"]);
    expect(await codeOf(home.send("DELETE", `/api/v1/members/${member.id}`, { key: person }))).toEqual([
      422,
      "last-admin",
    ]);
  });

  it("stays when two revoke each other at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const pair = { ...owner, workspaceId: `ws_pair${round}` as typeof owner.workspaceId };
      const keys = [
        await createApiKey(home.core, pair, { name: "A", role: "admin" }),
        await createApiKey(home.core, pair, { name: "B", role: "admin" }),
      ];
      const outcomes = await Promise.allSettled(keys.map(({ id }) => revokeApiKey(home.core, pair, { id })));
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      const alive = await Promise.all(keys.map(({ secret }) => statusOf(secret)));
      expect(alive.toSorted()).toEqual([200, 401]);
    }
  });
});

describe("an invitation", () => {
  const invite = () =>
    post<CreatedInvitation>("/api/v1/invitations", { email: "guest@people.example", role: "creator" });
  const accept = async (token: string, key?: string) =>
    home.send("POST", "/api/v1/invitations/accept", {
      key: key ?? (await newPerson({ home })),
      json: { token },
    });

  it("makes one person a member, once", async () => {
    const { token, id } = await invite();
    const person = await newPerson({ home });
    expect(await codeOf(accept(token, admin()))).toEqual([403, "forbidden"]);
    const joined = await accept(token, person);
    expect([joined.status, await joined.json()]).toEqual([
      201,
      expect.objectContaining({
        workspaceId: "ws_home",
        role: "creator",
        email: expect.stringContaining("person-"),
      }),
    ]);
    expect(await statusOf(person)).toBe(200);
    expect(await codeOf(accept(token))).toEqual([404, "not-found"]);
    expect(await codeOf(home.send("DELETE", `/api/v1/invitations/${id}`, { key: admin() }))).toEqual([
      404,
      "not-found",
    ]);
    expect(await codeOf(accept((await invite()).token, person))).toEqual([409, "already-member"]);
  });

  it("runs out after seven days, and can be withdrawn", async () => {
    const late = await invite();
    const withdrawn = await invite();
    expect((await home.send("DELETE", `/api/v1/invitations/${withdrawn.id}`, { key: admin() })).status).toBe(
      204,
    );
    expect(await codeOf(accept(withdrawn.token))).toEqual([404, "not-found"]);
    now = late.expiresAt;
    expect(await codeOf(accept(late.token))).toEqual([410, "invitation-expired"]);
  });
});
