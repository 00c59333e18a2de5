import { createTokenVerifier } from "@assetql/api";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalIssuer, startLocalIssuer } from "../support/local-issuer.ts";
import { type ApiHome, openApiHome, problemOf } from "./api-home.ts";

let home: ApiHome;
let issuer: LocalIssuer;
/** Trusted by no hub. */
let other: LocalIssuer;
beforeAll(async () => {
  home = await openApiHome();
  issuer = home.issuer;
  other = await startLocalIssuer();
});
afterAll(async () => {
  await other.close();
  await home.dispose();
});

const me = (key: string, headers = {}) => home.send("GET", "/api/v1/me", { key, headers });
const clock = { now: () => Date.now() };

describe("a person's token", () => {
  it("says who they are: always the same id, which tells nothing of them", async () => {
    const first = await (await me(await issuer.token("anna"))).json();
    expect(first).toMatchObject({
      kind: "person",
      id: expect.stringMatching(/^usr_[0-9a-f]{32}$/),
      name: "anna",
      email: "anna@people.example",
      operator: false,
      workspaces: [],
    });
    expect(await (await me(await issuer.token("anna"))).json()).toEqual(first);
    expect(await (await me(await issuer.token("bert"))).json()).not.toMatchObject({
      id: (first as { id: string }).id,
    });
  });

  it.each([
    ["has expired", () => issuer.token("anna", { expires: "-10m" }), /expired/],
    ["is for somebody else", () => issuer.token("anna", { audience: "another" }), /"aud" does not fit/],
    ["is of an issuer that is not trusted", () => other.token("anna"), /issuer that the hub does not trust/],
    [
      "names our issuer, signed by another",
      () => other.token("anna", { issuer: issuer.url, kid: "key-1" }),
      /signature/,
    ],
    ["is signed with a key that nobody knows", () => issuer.token("anna", { kid: "nobodys" }), /signature/],
    ["is not valid yet", () => issuer.token("anna", { claims: { nbf: Date.now() / 1000 + 600 } }), /"nbf"/],
    ["has no subject", () => issuer.token(""), /names nobody/],
  ])("is refused in words when it %s", async (_, makeToken, words) => {
    const response = await me(await makeToken());
    expect(response.status).toBe(401);
    const { code, detail } = await problemOf(response);
    expect([code, detail]).toEqual(["unauthenticated", expect.stringMatching(words)]);
  });

  it("is refused when it is not signed, or with a secret that anybody could know", async () => {
    const claims = { sub: "anna", iss: issuer.url, aud: issuer.audience, exp: Date.now() / 1000 + 60 };
    const { publicKey } = await generateKeyPair("RS256", { extractable: true });
    const known = new TextEncoder().encode(JSON.stringify(await exportJWK(publicKey)));
    const symmetric = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", kid: "key-1" })
      .sign(known);
    for (const token of [new UnsecuredJWT(claims).encode(), symmetric, `${symmetric}x`, "a.b.c"]) {
      expect((await me(token)).status).toBe(401);
    }
  });

  it("is forgiven a clock that is a little off", async () => {
    expect((await me(await issuer.token("anna", { expires: "-10s" }))).status).toBe(200);
  });

  it("never reaches the log, nor does an address", async () => {
    const token = await issuer.token("anna");
    await me(token);
    await home.send("POST", "/api/v1/invitations", {
      key: home.keys.admin,
      json: { email: "guest@people.example", role: "viewer" },
    });
    expect(home.lines.length).toBeGreaterThan(1);
    expect(JSON.stringify(home.lines)).not.toMatch(/people\.example|eyJ|aql_/);
  });
});

describe("an issuer's keys", () => {
  const verifierOf = (cooldownMs: number) =>
    createTokenVerifier({
      issuers: [{ issuer: other.url, audience: other.audience }],
      clock,
      cooldownMs,
    });

  it("may be rotated: the new ones are fetched, the old ones open nothing", async () => {
    const verifier = verifierOf(0);
    const old = await other.token("anna");
    expect((await verifier.verify(old)).subject).toBe("anna");
    await other.rotate();
    expect((await verifier.verify(await other.token("anna"))).subject).toBe("anna");
    await expect(verifier.verify(old)).rejects.toThrow(/signature/);
  });

  it("are not fetched for every token that somebody makes up", async () => {
    const verifier = verifierOf(60_000);
    await verifier.verify(await other.token("anna"));
    const before = other.keyRequests();
    for (const kid of ["a", "b", "c"]) {
      await expect(verifier.verify(await other.token("anna", { kid }))).rejects.toThrow(/signature/);
    }
    expect(other.keyRequests()).toBe(before);
  });

  it("that cannot be read are no reason to let anybody in, nor to forget the issuer", async () => {
    const gone = await startLocalIssuer();
    const token = await gone.token("anna");
    const issuers = [{ issuer: gone.url, audience: gone.audience }];
    const verifier = createTokenVerifier({ issuers, clock });
    await gone.close();
    await expect(verifier.verify(token)).rejects.toThrow(/could not be read/);
  });

  it("may be at an address of their own, and an issuer may have several audiences", async () => {
    const jwksUri = `${other.url}/keys`;
    const issuers = ["one", "two"].map((audience) => ({ issuer: other.url, audience, jwksUri }));
    const verifier = createTokenVerifier({ issuers, clock });
    for (const audience of ["one", "two"]) {
      expect((await verifier.verify(await other.token("anna", { audience }))).subject).toBe("anna");
    }
    await expect(verifier.verify(await other.token("anna"))).rejects.toThrow(/"aud"/);
  });

  it("are not taken from a document that names another issuer", async () => {
    const issuers = [{ issuer: `${other.url}/`, audience: other.audience }];
    const verifier = createTokenVerifier({ issuers, clock });
    const token = await other.token("anna", { issuer: `${other.url}/` });
    await expect(verifier.verify(token)).rejects.toThrow(/discovery document/);
  });
});

describe("a person of several workspaces", () => {
  it("says which is meant; with one workspace there is nothing to say", async () => {
    const key = await issuer.token("carla");
    const make = async (name: string) => {
      const made = await home.send("POST", "/api/v1/workspaces", { key, json: { name } });
      expect([made.status, made.headers.get("Location")]).toEqual([201, expect.stringContaining("/ws_")]);
      return (await made.json()) as { id: string; plan: string; firstKey: unknown };
    };
    const first = await make("First");
    expect(first).toMatchObject({ plan: "free", firstKey: null });
    const list = (headers = {}) => home.send("GET", "/api/v1/members", { key, headers });
    expect(await (await list()).json()).toMatchObject({
      items: [{ workspaceId: first.id, email: "carla@people.example", role: "admin" }],
    });

    const second = await make("Second");
    const open = await list();
    expect([open.status, (await problemOf(open)).detail]).toEqual([
      400,
      expect.stringContaining("X-Workspace-Id"),
    ]);
    expect(await (await list({ "X-Workspace-Id": second.id })).json()).toMatchObject({
      items: [{ workspaceId: second.id }],
    });
    expect((await list({ "X-Workspace-Id": "nonsense" })).status).toBe(400);
    const { workspaces } = (await (await me(key)).json()) as { workspaces: { name: string }[] };
    expect(workspaces.map(({ name }) => name)).toEqual(["First", "Second"]);
  });

  it("is shown as they sign in now", async () => {
    const renamed = await issuer.token("carla", { claims: { name: "Carla C.", email: "c@people.example" } });
    await me(renamed);
    const { workspaces } = (await (await me(renamed)).json()) as { workspaces: { id: string }[] };
    const list = await home.send("GET", "/api/v1/members", {
      key: await issuer.token("carla", { claims: { name: "Carla C.", email: "c@people.example" } }),
      headers: { "X-Workspace-Id": workspaces[0]?.id ?? "" },
    });
    expect(await list.json()).toMatchObject({ items: [{ name: "Carla C.", email: "c@people.example" }] });
  });
});
