import { afterAll, beforeAll, expect, it } from "vitest";
import { openPublishingHome, type PublishingHome } from "./publishing-home.ts";
import { shelfTarget } from "./shelf.ts";
import { openShelfHost } from "./shelf-host.ts";

let home: PublishingHome;
beforeAll(async () => {
  home = await openPublishingHome();
  await openShelfHost(home.client);
});
afterAll(() => home.dispose());

it.each([
  [
    "a setting that there is not",
    { config: { siteUrl: "https://shop.example", sehlf: "top" } },
    "config.sehlf",
  ],
  ["a setting that is wrong", { config: { siteUrl: "shop" } }, "config.siteUrl"],
  ["a field that there is not", { mapping: { publish: { title: "title" } } }, "mapping.publish.title"],
  ["a property that there is not", { mapping: { publish: { alt: "nothing" } } }, "mapping.publish.alt"],
  ["a deletion that it cannot do", { policies: { deletion: "archive" } }, "policies.deletion"],
  ["an expression that is none", { sync: { cron: "every day" } }, "sync.cron"],
  ["a time that never comes", { sync: { cron: "0 0 30 2 *" } }, "sync.cron"],
  ["a sync too often", { sync: { cron: "* * * * *" } }, "sync.cron"],
  ["a time zone that is none", { sync: { cron: "0 6 * * *", timeZone: "Mars/Olympus" } }, "sync.timeZone"],
] as const)("%s is refused by its path, in a new target and in a change", async (_, wrong, path) => {
  const { targets } = home.client;
  const refused = { problem: { code: "request-invalid", problems: [{ path }] } };
  await expect(targets.create(shelfTarget("Wrong", wrong))).rejects.toMatchObject(refused);
  const target = await targets.create(shelfTarget("Right"));
  await expect(targets.update(target.id, wrong)).rejects.toMatchObject(refused);
  expect(await targets.get(target.id)).toEqual(target);
});

it("a cell of the row, or nothing, may go into a field", async () => {
  const mapping = { publish: { alt: "metadata.colour" } };
  const target = await home.client.targets.create(shelfTarget("Mapped", { mapping }));
  const emptied = await home.client.targets.update(target.id, { mapping: { publish: { alt: "" } } });
  expect([target.mapping.publish, emptied.mapping.publish]).toEqual([
    { alt: "metadata.colour" },
    { alt: "" },
  ]);
});

it("times of syncs are told wrong in the words of schedules, and kept as they are read", async () => {
  const { targets } = home.client;
  const target = await targets.create(shelfTarget("Timed", { sync: { cron: " 0  6 * * * " } }));
  expect(target.sync).toMatchObject({ cron: "0 6 * * *", timeZone: "UTC" });
  await expect(targets.update(target.id, { sync: { cron: "60 * * * *" } })).rejects.toMatchObject({
    problem: {
      detail: '"60 * * * *" is not a cron expression: Invalid value for minute: 60.',
      problems: [{ code: "schedule-time", path: "sync.cron" }],
    },
  });
  expect((await targets.update(target.id, { sync: null })).sync).toBeNull();
});
