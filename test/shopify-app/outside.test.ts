import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import { frameAddress } from "../support/shopify/admin/frame-address.ts";
import { asVisitor } from "./first-visit.ts";
import { openRig, type Rig, sasha } from "./rig.ts";

describe.skipIf(!opensslAvailable())("addresses that lead nowhere", () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig();
    await rig.shopWorkspace();
  });
  afterAll(() => rig?.dispose());

  const ask = (path: string): Promise<Response> =>
    fetch(`${rig.app.url}${path}`, { headers: asVisitor, redirect: "manual" });
  const inAdmin = async (path: string): Promise<Response> => {
    const around = { issuer: rig.shopify, appUrl: "https://app.assetql.test", user: sasha };
    const address = new URL(await frameAddress({ path, search: new URLSearchParams() }, around));
    return ask(`${address.pathname}${address.search}`);
  };

  it.each([
    ["/app/configure/00000000-0000-4000-8000-000000000000"],
    ["/app/batches/bat_aaaaaaaaaaaaaaaaaaaa"],
    ["/app/batches/xyz"],
    ["/app/batches/xyz/review"],
    ["/app/batches/xyz/publish"],
    ["/app/publications/xyz"],
    ["/app/styles/xyz"],
  ])("%s is told to be missing, and is no failure of the app", async (path) => {
    const before = rig.app.log().length;
    const response = await inAdmin(path);
    await response.text();
    expect(response.status).toBe(404);
    expect(rig.app.log().slice(before)).not.toMatch(/"level":"(error|warn)"/);
  });

  it("leads who opens the app's own address to the page that asks for the shop", async () => {
    let path = "/app";
    for (let hops = 0; path !== "/" && hops < 3; hops += 1) {
      const response = await ask(path);
      await response.text();
      expect(response.status).toBe(302);
      path = new URL(response.headers.get("location") ?? "", "https://app.assetql.test").pathname;
    }
    expect(path).toBe("/");
    expect((await ask(path)).status).toBe(200);
  });

  it("leads who names a shop, but comes from outside of its admin, into it", async () => {
    const response = await ask(`/auth/login?shop=${rig.shopify.shop}`);
    expect(response.headers.get("location")).toContain("https://admin.shopify.com/store/spike/");
  });
});
