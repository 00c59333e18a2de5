import type { Publication } from "@assetql/contract";
import { describe, expect, it } from "vitest";
import { instantOf, localTimeOf } from "../../apps/shopify/app/publication/local-time.ts";
import { browserAvailable } from "../support/browser.ts";
import { opensslAvailable } from "../support/shopify/admin/certificate.ts";
import { aroundBatch } from "./batch-screen.ts";
import { widths } from "./opened-app.ts";

describe.skipIf(!browserAvailable() || !opensslAvailable())("undoing a publication", () => {
  const screen = aroundBatch({ name: "undo", isReviewed: true });
  const { open, look, app, dialog, shown } = screen;
  const button = (name: string | RegExp) => app().getByRole("button", { name });
  async function publish(): Promise<Publication> {
    const { id } = await screen.shop.client.publications.create({
      targetId: screen.shop.targetId,
      batchId: screen.batch.id,
      apply: true,
      name: "Autumn photographs",
    });
    return screen.shop.client.publications.wait(id);
  }

  it("pauses and goes on, and says what is done meanwhile", async () => {
    const { id } = await screen.shop.client.publications.create({
      targetId: screen.shop.targetId,
      batchId: screen.batch.id,
    });
    await screen.shop.client.publications.wait(id);
    await screen.rig.stopApp();
    await screen.shop.client.publications.apply(id);
    await screen.shop.client.publications.pause(id);
    await screen.rig.restartApp();
    await open({ path: `/app/publications/${id}` });
    await app().getByRole("heading", { name: "Paused" }).waitFor();
    await look("paused");
    await button("Resume").click();
    await app().getByText("6 images were published.").waitFor();
    await screen.shop.client.publications.revert(id);
    await screen.shop.client.publications.wait(id);
  });

  it("says what it takes back, and brings every product back to what it was", async () => {
    const before = shown();
    const publication = await publish();
    expect(publication.counts.applied).toBe(6);
    expect(shown()).not.toEqual(before);
    await open({ path: `/app/publications/${publication.id}` });
    await button("Undo…").click();
    await dialog().getByText("6 images are taken off their products.").waitFor();
    await look("confirm");
    await dialog().getByRole("button", { name: "Undo", exact: true }).click();
    await app().getByText("6 images were taken off their products.").waitFor();
    await look("report");
    expect(shown()).toEqual(before);
  });

  it("is scheduled for a time, which can be changed and called off", async () => {
    const publication = await publish();
    const scheduled = async () => (await screen.shop.client.publications.get(publication.id)).scheduled;
    const banner = app().getByText(/^Will be undone on .* Scheduled by Sasha Parkinson\.$/);
    const [first, second] = [1, 2].map((days) => localTimeOf(Date.now() + days * 86_400_000));
    await open({ path: `/app/publications/${publication.id}` });
    await button("Undo…").click();
    const isLater = dialog().getByLabel("At a date and time");
    expect(await isLater.isChecked()).toBe(false);
    await isLater.check({ force: true });
    await dialog().getByLabel("Date", { exact: true }).fill("2020-01-01");
    await dialog().getByText("This time has passed.").waitFor();
    expect(await dialog().getByRole("button", { name: "Schedule undo" }).isDisabled()).toBe(true);
    await dialog().getByLabel("Date", { exact: true }).fill(first!.date);
    await dialog().getByLabel("Time", { exact: true }).fill(first!.time);
    await look("schedule");
    await dialog().getByRole("button", { name: "Schedule undo" }).click();
    await banner.waitFor();
    await dialog().waitFor({ state: "detached" });
    await look("scheduled");
    expect(await scheduled()).toMatchObject([{ action: "revert", at: instantOf(first!), force: false }]);
    await button("Undo…").click();
    await expect.poll(() => isLater.isChecked()).toBe(true);
    expect(await dialog().getByLabel("Date", { exact: true }).inputValue()).toBe(first!.date);
    await dialog().getByLabel("Date", { exact: true }).fill(second!.date);
    await dialog().getByRole("button", { name: "Schedule undo" }).click();
    await expect.poll(scheduled).toMatchObject([{ action: "revert", at: instantOf(second!) }]);
    await dialog().waitFor({ state: "detached" });
    await button("Cancel scheduled undo").click();
    await banner.waitFor({ state: "detached" });
    expect(await scheduled()).toEqual([]);
    await screen.shop.client.publications.revert(publication.id);
    await screen.shop.client.publications.wait(publication.id);
  });

  it("keeps what somebody changed meanwhile, says so, and takes it back only when told to", async () => {
    const before = shown();
    const publication = await publish();
    const ours = [...screen.rig.shopify.state.products.values()].flatMap(({ media }) => media.slice(0, 1));
    const file = ours
      .map((id) => screen.rig.shopify.state.files.get(id))
      .find((each) => /aq[0-9a-z]{8}n/.test(each?.fileName ?? ""));
    file!.alt = "Somebody's own words";
    await open({ path: `/app/publications/${publication.id}` });
    await button("Undo…").click();
    await dialog().getByText("What somebody has changed since stays as it is").waitFor();
    await dialog().getByRole("button", { name: "Undo", exact: true }).click();
    await app()
      .getByText(
        "1 image was not undone entirely, as somebody changed it meanwhile; the list says what stays.",
      )
      .waitFor();
    // Of six images five are gone, and one is not: each is told once.
    await app().getByText("5 images were taken off their products.").waitFor();
    expect(await app().getByText("got back what").count()).toBe(0);
    await app().getByText("Stays, as somebody changed it meanwhile: Alt text.").waitFor();
    await look("kept");
    expect(file!.alt).toBe("Somebody's own words");
    await button("Also undo what was changed meanwhile…").click();
    await dialog().getByText("They cannot be brought back.").waitFor();
    await look("force");
    await dialog().getByRole("button", { name: "Undo", exact: true }).click();
    await screen.shop.client.publications.wait(publication.id);
    await expect.poll(shown).toEqual(before);
    await expect.poll(() => button("Also undo what was changed meanwhile…").count()).toBe(0);
  });

  it.each(["en", "de"])("fits a telephone (%s)", async (locale) => {
    const undone = (await screen.shop.client.publications.list()).items.find(
      ({ status }) => status === "reverted",
    );
    await open({ path: `/app/publications/${undone!.id}`, width: widths.narrow, locale });
    await app()
      .getByRole("heading", { name: /What was undone|Was rückgängig gemacht wurde/ })
      .waitFor();
    await look(`narrow-${locale}`);
    const publication = await publish();
    await open({ path: `/app/publications/${publication.id}`, width: widths.narrow, locale });
    await button(/^(Undo…|Rückgängig machen …)$/).click();
    await dialog()
      .getByLabel(/At a date and time|Zu einem bestimmten Zeitpunkt/)
      .check({ force: true });
    await look(`narrow-schedule-${locale}`);
    await screen.shop.client.publications.revert(publication.id);
    await screen.shop.client.publications.wait(publication.id);
  });
});
