import { describe, expect, it } from "vitest";
import { browserAvailable } from "../support/browser.ts";
import { keepScreenshot } from "../support/screenshot.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import { widths } from "./opened-app.ts";
import { seed } from "./seeds.ts";
import { aroundScreen } from "./shared-screen.ts";

describe.skipIf(!browserAvailable() || !opensslAvailable())("settings", () => {
  const screen = aroundScreen({
    name: "settings",
    path: "/app/settings",
    rig: { environment: { ASSETQL_SHOPIFY_BILLING: "test" } },
  });
  const { open, look, button, words, app } = screen;
  const choose = (name: string) => app().getByText(name, { exact: true }).click();
  const join = async (key = "", before?: () => Promise<void>) => {
    await app().getByLabel("Key of another workspace").fill(key);
    await button("Join workspace").click();
    await before?.();
    await app().getByRole("dialog").getByRole("button", { name: "Join workspace" }).click();
  };
  const config = async () => {
    const { client, targetId } = await screen.rig.shopWorkspace();
    return (await client.targets.get(targetId)).config;
  };

  it("puts images where the merchant wants them, by Shopify's save bar", async () => {
    const opened = await open();
    await words("Where a product shows new images");
    await choose("In place of the main image");
    await choose("Always the new text");
    await app().getByLabel("Width").fill("12");
    await words("Choose between 64 and 4,472 pixels.");
    await look("width-wrong");
    await app().getByLabel("Width").fill("1600");
    await opened.saveBar.save();
    await expect.poll(() => opened.toasts()).toContain("Settings saved");
    expect(await config()).toMatchObject({ placement: "replace", altText: "ours", width: 1_600 });
    await opened.saveBar.bar.waitFor({ state: "hidden" });
    await app().getByLabel("Width").fill("");
    await opened.saveBar.save();
    await expect.poll(config).not.toHaveProperty("width");
  });

  it("takes changes back, and asks before they are lost", async () => {
    const opened = await open();
    await choose("At the end");
    await opened.saveBar.discard();
    await opened.saveBar.bar.waitFor({ state: "hidden" });
    expect(await app().getByRole("radio", { name: "At the end" }).isChecked()).toBe(false);
    expect((await config()).placement).not.toBe("last");
    await choose("At the end");
    await opened.menu("Styles");
    const asked = opened.page.getByRole("dialog");
    await asked.getByRole("button", { name: "Leave page" }).waitFor();
    await asked.getByRole("button").first().click();
    expect(opened.path()).toBe("/app/settings");
    await app().getByRole("link", { name: "Home" }).click();
    await asked.getByRole("button").first().click();
    await opened.menu("Styles");
    await asked.getByRole("button", { name: "Leave page" }).click();
    await expect.poll(() => opened.path()).toBe("/app/styles");
    await opened.saveBar.bar.waitFor({ state: "hidden" });
  });

  it("checks the connection and says how it is", async () => {
    await open();
    await words("Not checked");
    await button("Check now").click();
    await app().getByText("and put images there", { exact: false }).waitFor();
    expect(await app().getByText("Not checked").count()).toBe(0);
    await look("checked");
  });

  it("refuses what is no key, without asking the hub", async () => {
    const opened = await open();
    await app().getByLabel("Key of another workspace").fill("hello");
    await button("Join workspace").click();
    await app().getByText("This does not look like a key. Copy it as a whole.").waitFor();
    await join("aql_0123456789012345678901234567890123456789");
    await words("This key is not valid");
    await look("key-refused");
    // The browser notes the refusal.
    opened.forgive();
  });

  it("does not leave its workspace while something is scheduled there, and says what", async () => {
    const { client, targetId } = await screen.rig.shopWorkspace();
    const { batch } = await seed(screen.rig, ["reviewed"]);
    const { id } = await client.publications.create({ name: "Spring", targetId, batchId: batch?.id });
    await client.publications.wait(id);
    await client.publications.apply(id, { at: Date.now() + 3_600_000 });
    const { firstKey } = await screen.rig.operator.workspaces.create({ name: "Too early" });
    const opened = await open();
    await join(firstKey?.secret);
    await words("Something is scheduled to be published or undone");
    await app().getByRole("listitem").getByText("Spring", { exact: true }).waitFor();
    await look("scheduled");
    await client.publications.unschedule(id);
    opened.forgive();
  });

  it("says that its workspace has locked it out, and is let in again by a new key", async () => {
    const { client } = await screen.rig.shopWorkspace();
    const { secret } = await client.keys.create({ name: "A new one", role: "admin" });
    const { items } = await client.keys.list();
    await client.keys.revoke(items.find(({ name }) => name === "First admin key")?.id ?? "");
    // Anew, so that it asks whether it is let in.
    await screen.rig.restartApp();
    const opened = await open();
    await words("Your workspace does not let this shop in any more");
    await look("locked-out");
    await app().getByLabel("Key of the workspace").fill(secret);
    await button("Join workspace").click();
    await words("Your shop's own");
    await expect.poll(() => opened.toasts()).toContain("Workspace joined");
    opened.forgive();
  });

  it("joins another workspace by its key, and goes back to the shop's own", async () => {
    const { firstKey } = await screen.rig.operator.workspaces.create({ name: "The whole company" });
    const opened = await open();
    await join(firstKey?.secret, () => look("join-question"));
    await expect.poll(() => opened.toasts()).toContain("Workspace joined");
    await app().getByRole("heading", { name: "The whole company" }).waitFor();
    await look("joined");
    await button("Back to the shop's own workspace").click();
    await look("leave-question");
    await app().getByRole("dialog").getByRole("button", { name: "Back to the shop's own workspace" }).click();
    await expect.poll(() => opened.toasts()).toContain("Back in the shop's own workspace");
    await words("Your shop's own");
  });

  it("shows the plan, and leads to Shopify's page to agree to another", async () => {
    const opened = await open();
    await words("Free");
    await button("Choose pay by the image").click();
    await expect.poll(() => screen.rig.shopify.subscriptions.size).toBe(1);
    await expect.poll(() => opened.page.url()).toContain("charges");
    opened.forgive();
  });

  it("fits a telephone, in German", async () => {
    await open({ width: widths.narrow, locale: "de" });
    await words("Wo ein Produkt neue Bilder zeigt");
    await look("narrow-de");
  });

  it("is found by who opens the app outside of Shopify", async () => {
    await open();
    const page = await screen.browser.newPage({
      baseURL: screen.rig.app.url,
      userAgent: "Mozilla/5.0 Chrome/140",
    });
    await page.goto("/");
    await page.getByLabel("Your shop's address").fill("shop.example.com");
    await page.getByRole("button", { name: "Open in Shopify" }).click();
    await page.getByText("This is no address of a Shopify shop", { exact: false }).waitFor();
    await keepScreenshot(page, "shopify-landing");
    const asked = page.waitForRequest((request) => request.url().startsWith("https://admin.shopify.com/"));
    await page.getByLabel("Your shop's address").fill("spike");
    await page.getByRole("button", { name: "Open in Shopify" }).click();
    expect((await asked).url()).toBe(
      `https://admin.shopify.com/store/spike/oauth/install?client_id=${screen.rig.shopify.clientId}`,
    );
    await page.close();
  });
});
