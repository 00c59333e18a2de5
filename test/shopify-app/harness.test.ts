import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt, jwtVerify } from "jose";
import type { Browser, Frame } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { browserAvailable, launchBrowser } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import { type ShopifyAdmin, startShopifyAdmin } from "../support/shopify/admin/shopify-admin.ts";
import { addCollection, addProduct, type FakeShopify, startShopify } from "../support/shopify/index.ts";
import { builtApp } from "./build.ts";
import { leaksIn } from "./leaks.ts";
import { type OpenedApp, openApp, widths } from "./opened-app.ts";
import { type ProbeApp, startProbeApp } from "./probe-app.ts";
import { openRig, type Rig, sasha } from "./rig.ts";

const SCRIPT = "https://app.assetql.test/app";

describe.skipIf(!browserAvailable() || !opensslAvailable())("Shopify admin around an app", () => {
  let folder: string;
  let shopify: FakeShopify;
  let app: ProbeApp;
  let admin: ShopifyAdmin;
  let browser: Browser;
  let window: OpenedApp;
  let frame: Frame;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "assetql-admin-"));
    shopify = await startShopify();
    app = await startProbeApp(shopify.clientId);
    const options = { name: "Color", values: ["Red", "Blue"] };
    addProduct(shopify.state, { title: "Mug", options: [options], media: [{}] });
    addProduct(shopify.state, { title: "Lamp" });
    addProduct(shopify.state, { title: "Old lamp", status: "ARCHIVED" });
    addCollection(shopify.state, { title: "Kitchen" });
    admin = await startShopifyAdmin({
      fake: shopify,
      folder,
      appUrl: "https://app.assetql.test",
      appOrigin: () => app.url,
      scopes: ["write_products"],
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await admin?.close();
    await app?.close();
    await shopify?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    app.asked.length = 0;
    window = await openApp(browser, { admin, app: { log: () => "" } });
    frame = await window.frame();
  });
  afterEach(async () => {
    await window.close();
  });
  const pressed = () => frame.evaluate("window.pressed");

  it("gives the app's address everything that Shopify gives, and a token good for 60 s", async () => {
    const query = new URL(frame.url()).searchParams;
    expect([...query.keys()]).toEqual([
      "embedded",
      "host",
      "id_token",
      "locale",
      "session",
      "shop",
      "timestamp",
      "hmac",
    ]);
    expect(atob(query.get("host") ?? "")).toBe("admin.shopify.com/store/spike");
    const { payload } = await jwtVerify(query.get("id_token") ?? "", Buffer.from(shopify.clientSecret), {
      audience: shopify.clientId,
      issuer: "https://spike.myshopify.com/admin",
      subject: String(sasha.id),
      algorithms: ["HS256"],
    });
    expect(payload.dest).toBe("https://spike.myshopify.com");
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    const later = jwtVerify(query.get("id_token") ?? "", Buffer.from(shopify.clientSecret), {
      currentDate: new Date(Date.now() + 61_000),
    });
    await expect(later).rejects.toThrow('"exp" claim');
  });

  it("gives the frame a token that is too old when a test wants it", async () => {
    admin.ageOfFrameTokens = 120_000;
    await window.goTo("/app").finally(() => {
      admin.ageOfFrameTokens = 0;
    });
    const token = new URL((await window.frame()).url()).searchParams.get("id_token") ?? "";
    expect(decodeJwt(token).exp).toBeLessThan(Date.now() / 1000);
  });

  it("denies the app's frame the browser's storage, as browsers do to third parties", async () => {
    for (const store of ["sessionStorage", "localStorage"]) {
      await expect(frame.evaluate(`window.${store}`)).rejects.toThrow("Access is denied for this document");
    }
    await frame.evaluate("document.cookie = 'a=b; Secure; SameSite=None'");
    expect(await frame.evaluate("document.cookie")).toBe("");
    expect(await window.page.evaluate("sessionStorage.length")).toBe(0);
  });

  it("sends a fresh session token with each of the app's own requests, and once more when it is refused", async () => {
    app.asked.length = 0;
    await frame.evaluate("fetch('/data')");
    await frame.evaluate("fetch('/data', { headers: { Authorization: 'Bearer mine' } })");
    app.refuseTokens = 1;
    expect(await frame.evaluate("fetch('/data').then(({ status }) => status)")).toBe(200);
    const sent = app.asked.map(({ authorization }) => authorization);
    expect(sent[1]).toBe("Bearer mine");
    expect(new Set(sent).size).toBe(4);
    expect(decodeJwt(sent[3]?.replace("Bearer ", "") ?? "").sub).toBe(String(sasha.id));
    // The refusal is told on the console, too.
    window.forgive();
  });

  it("brings a page without a session token back with one", async () => {
    app.asked.length = 0;
    const target = `${SCRIPT}/later?embedded=1`;
    await frame.goto(
      `${SCRIPT}/bounce?shop=spike.myshopify.com&shopify-reload=${encodeURIComponent(target)}`,
    );
    await frame.waitForURL((url) => url.pathname === "/app/later");
    await expect.poll(() => app.asked.at(-1)?.path).toBe("/app/later");
  });

  it("is trusted by the browser at once", () => {
    expect(admin.failedHandshakes()).toBe(0);
  });

  it("finds what keeps people from using the app", async () => {
    expect(await window.obstacles()).toEqual([]);
    await frame.evaluate("document.body.append(document.createElement('select'))");
    expect(await window.obstacles()).toEqual(["select-name: <select></select>"]);
  });

  it("refuses hosts that are none of Shopify's, and fails the test that closes the window", async () => {
    const other = await openApp(browser, { admin, app: { log: () => "" } });
    const asked = (await other.frame()).evaluate("fetch('https://tracker.example/x')");
    await expect(asked).rejects.toThrow("Failed to fetch");
    await expect(other.close()).rejects.toThrow("Unknown host: tracker.example");
    window.forgive();
  });

  it("fails the test that closes a window in which something was thrown", async () => {
    const other = await openApp(browser, { admin, app: { log: () => "" } });
    const thrown = other.page.waitForEvent("pageerror");
    await (await other.frame()).evaluate("setTimeout(() => { throw new Error('Oh no') })");
    await thrown;
    await expect(other.close()).rejects.toThrow("Oh no");
  });

  it("shows the app's title, its actions and its menu, and mirrors where it is", async () => {
    expect(await window.title()).toBe("Probe page");
    await window.page.locator("#actions").getByRole("button", { name: "Go" }).click();
    await window.page.locator("#actions").getByRole("button", { name: "More" }).click();
    await expect.poll(pressed).toEqual(["go", "more"]);
    await window.menu("Second place");
    await window.app.locator("#place", { hasText: "/app/two" }).waitFor();
    await expect.poll(() => window.path()).toBe("/app/two");
    await window.page.goBack();
    await window.app.locator("#place", { hasText: /^\/app$/ }).waitFor();
    await expect.poll(() => window.path()).toBe("/app");
    await window.goTo("/app/two?tab=1");
    expect(await window.app.locator("#place").textContent()).toBe("/app/two");
    expect(window.path()).toBe("/app/two?tab=1");
  });

  it("changes the title bar with the app's elements", async () => {
    await frame.evaluate("document.querySelector('ui-title-bar').setAttribute('title', 'Another')");
    await expect.poll(() => window.title()).toBe("Another");
    await frame.evaluate("document.querySelector('ui-title-bar').remove()");
    await expect.poll(() => window.title()).toBe("Probe");
  });

  it("saves and discards by the save bar, and asks before unsaved work is left", async () => {
    const { bar } = window.saveBar;
    expect(await bar.isVisible()).toBe(false);
    await frame.evaluate("shopify.saveBar.show('bar')");
    await window.saveBar.save();
    await bar.waitFor({ state: "hidden" });
    await frame.evaluate("document.getElementById('bar').show()");
    await window.saveBar.discard();
    await bar.waitFor({ state: "hidden" });
    expect(await pressed()).toEqual(["saved", "discarded"]);

    await frame.evaluate("shopify.saveBar.show('bar')");
    await bar.waitFor();
    await window.menu("Second place");
    const question = window.page.getByRole("dialog", { name: "Leave page with unsaved changes?" });
    await question.getByRole("button", { name: "Stay" }).click();
    expect(window.path()).toBe("/app");
    await window.menu("Second place");
    await question.getByRole("button", { name: "Leave page" }).click();
    await expect.poll(() => window.path()).toBe("/app/two");
    await bar.waitFor({ state: "hidden" });
  });

  it("shows the save bar for changed forms that want it", async () => {
    const name = window.app.getByLabel("Name");
    await name.fill("after");
    await window.saveBar.discard();
    await window.saveBar.bar.waitFor({ state: "hidden" });
    expect(await name.inputValue()).toBe("before");
    await name.fill("after");
    await window.saveBar.save();
    await window.saveBar.bar.waitFor({ state: "hidden" });
    expect(await pressed()).toEqual(["reset", "sent"]);
  });

  it("returns what was picked: products with the variants ticked, variants, collections", async () => {
    const picked = frame.evaluate(
      "shopify.resourcePicker({ type: 'product', multiple: true, filter: { archived: false } })",
    );
    const picker = window.page.locator("dialog.picker");
    await picker.getByText("Lamp").waitFor();
    expect(await picker.getByText("Old lamp").count()).toBe(0);
    await picker.getByRole("searchbox").fill("mug");
    await expect.poll(() => picker.getByRole("checkbox").count()).toBe(3);
    await picker.getByRole("checkbox", { name: "Blue" }).check();
    await picker.getByRole("searchbox").fill("");
    await window.pick("Lamp");
    const [mug, lamp] = (await picked) as {
      title: string;
      variants: { title: string }[];
      images: object[];
    }[];
    expect(mug?.variants.map(({ title }) => title)).toEqual(["Blue"]);
    expect(mug?.images).toHaveLength(1);
    expect(lamp?.title).toBe("Lamp");

    const variants = frame.evaluate("shopify.resourcePicker({ type: 'variant', multiple: 2 })");
    await window.pick("Red", "Blue");
    expect(await variants).toMatchObject([{ title: "Red" }, { title: "Blue" }]);

    const collection = frame.evaluate("shopify.resourcePicker({ type: 'collection' })");
    await window.pick("Kitchen");
    expect(await collection).toMatchObject([{ title: "Kitchen" }]);
  });

  it("returns nothing when the picker is cancelled", async () => {
    const picked = frame.evaluate(
      "shopify.resourcePicker({ type: 'product' }).then((all) => all === undefined)",
    );
    await window.page.locator("dialog.picker").getByRole("button", { name: "Cancel" }).click();
    expect(await picked).toBe(true);
  });

  it("shows toasts, the loading bar and modals", async () => {
    await frame.evaluate(
      "shopify.toast.show('Saved'); shopify.toast.show('It failed', { isError: true, duration: 60000 })",
    );
    await window.page.locator(".toast.error", { hasText: "It failed" }).waitFor();
    expect(await window.toasts()).toEqual(["Saved", "It failed"]);
    await frame.evaluate("shopify.loading(true)");
    await window.page.locator("#loading").waitFor();
    await frame.evaluate("shopify.loading(false)");
    await window.settled();
    await frame.evaluate("shopify.modal.show('modal')");
    const modal = window.app.getByRole("dialog", { name: "Delete it" });
    await modal.getByText("Are you sure?").waitFor();
    await modal.getByRole("button", { name: "Delete" }).click();
    await modal.waitFor({ state: "detached" });
    expect(await pressed()).toEqual(["deleted"]);
  });

  it("opens addresses of Shopify admin above the app", async () => {
    await frame.evaluate("open('shopify://admin/products/1', '_top')");
    await window.page.waitForURL("https://admin.shopify.com/store/spike/products/1");
  });

  it("has no left menu on a telephone, but a button for it", async () => {
    const narrow = await openApp(browser, { admin, app: { log: () => "" } }, { width: widths.narrow });
    expect(await narrow.page.locator("#nav").isVisible()).toBe(false);
    await narrow.menu("Second place");
    await expect.poll(() => narrow.path()).toBe("/app/two");
    await narrow.close();
  });
});

describe.skipIf(!browserAvailable() || !opensslAvailable())("the app's rig", () => {
  let rig: Rig;
  let browser: Browser;
  beforeAll(async () => {
    [rig, browser] = await Promise.all([openRig(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await rig?.dispose();
  });

  it("builds the app once for everybody", async () => {
    const names = await Promise.all([builtApp(), builtApp()]);
    expect(names[0]).toMatch(/^build-/);
    expect(names[1]).toBe(names[0]);
  });

  it("opens the real app, also when the frame's token is too old and Shopify's own flow must bring a new one", async () => {
    rig.admin.ageOfFrameTokens = 120_000;
    const opened = await openApp(browser, rig);
    expect(await opened.title()).toBe("AssetQL");
    await expect(opened.page.locator("#app-nav a").first().textContent()).resolves.toMatch(/\w/);
    rig.admin.ageOfFrameTokens = 0;
    await opened.close();
  });

  it("goes on with the same data when the app is killed", async () => {
    const before = await rig.shopWorkspace();
    await rig.restartApp("kill");
    expect((await rig.shopWorkspace()).workspaceId).toBe(before.workspaceId);
  });

  it("finds tokens, secrets and names in a log", () => {
    const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2ln";
    const log = `{"url":"/app?id_token=abc&x=1","auth":"${token}","token":"shpat_0123","who":"Sasha"}`;
    expect(leaksIn(log, ["Sasha", "Parkinson"])).toEqual([
      "shpat_0123…",
      "eyJhbGciOiJIUzI1…",
      "id_token=abc…",
      "Sasha",
    ]);
    expect(leaksIn('{"path":"/app","status":200}', ["Sasha"])).toEqual([]);
  });
});
