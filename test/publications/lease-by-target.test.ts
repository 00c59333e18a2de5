import type { Client } from "@assetql/client";
import type { Work } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answeredProblem, openPublishingHome, type PublishingHome } from "./publishing-home.ts";
import { shelfManifest, shelfTarget } from "./shelf.ts";

/** More than a lease looks through at once. */
const FOREIGN = 8;

let home: PublishingHome;
let connectors = 0;
beforeAll(async () => {
  home = await openPublishingHome();
});
afterAll(() => home.dispose());

/** A connector of its own for each test, so that none takes another's work. */
async function announced(client: Client): Promise<string> {
  connectors += 1;
  const connector = `shelf-${connectors}`;
  await client.work.announce({ host: "h", connectors: [shelfManifest(connector)] });
  return connector;
}

/** A target with a plan to be made. */
async function planned(client: Client, connector: string, name: string): Promise<string> {
  const { id } = await client.targets.create(shelfTarget(name, { connector }));
  const { assets } = await home.makeAssets(1, { whose: client });
  await client.publications.create({ targetId: id, assetIds: assets.map((asset) => asset.id) });
  return id;
}

const lease = (client: Client, connector: string, targets?: string[]): Promise<Work | null> =>
  client.work.lease({ host: "h", connectors: [connector], ...(targets && { targets }) });

describe("a lease of some targets' work", () => {
  it("is not hidden by the work of others, however much is in front, and takes none of it", async () => {
    const { client } = home;
    const connector = await announced(client);
    const foreign: string[] = [];
    for (let n = 1; n <= FOREIGN; n += 1) foreign.push(await planned(client, connector, `Foreign ${n}`));
    const ours = await planned(client, connector, "Ours");
    const second = await planned(client, connector, "Ours, too");

    const taken = [
      await lease(client, connector, [second, ours]),
      await lease(client, connector, [second, ours]),
    ];

    // What has waited longest comes first, as ever.
    expect(taken.map((work) => work?.target.id)).toEqual([ours, second]);
    expect(await lease(client, connector, [second, ours])).toBeNull();
    expect((await lease(client, connector))?.target.id).toBe(foreign[0]);
  });

  it("has what somebody waits for, too, and first", async () => {
    const { client } = home;
    const connector = await announced(client);
    const [target, other] = [
      await planned(client, connector, "Asked"),
      await planned(client, connector, "Not asked"),
    ];
    const checked = client.targets.check(target);
    const notOurs = await client.work.lease({
      host: "h",
      connectors: [connector],
      targets: [other],
      interactive: true,
      waitSeconds: 1,
    });
    expect(notOurs).toBeNull();
    const work = await client.work.lease({
      host: "h",
      connectors: [connector],
      targets: [target],
      interactive: true,
      waitSeconds: 20,
    });
    expect(work).toMatchObject({ kind: "check", target: { id: target } });
    const health = { status: "ok" as const, code: null, detail: "Fine.", facts: {} };
    await client.work.complete(work!.id, { host: "h", result: { health } });
    expect((await checked).health.detail).toBe("Fine.");
  });

  it("is of the key's workspace alone, whatever targets it names; an operator's is of any", async () => {
    const [one, two] = [await home.newWorkspace("One"), await home.newWorkspace("Two")];
    const connector = await announced(home.client);
    const target = await planned(two.client, connector, "Of two");
    expect(await lease(one.client, connector, [target])).toBeNull();
    expect((await lease(two.client, connector, [target]))?.workspaceId).toBe(two.id);
    const another = await planned(two.client, connector, "Of two, too");
    expect((await lease(home.client, connector, [another]))?.workspaceId).toBe(two.id);
  });

  it("is for the host's connectors alone", async () => {
    const { client } = home;
    const [connector, other] = [await announced(client), await announced(client)];
    const target = await planned(client, connector, "Of the first");
    expect(await lease(client, other, [target])).toBeNull();
    expect((await lease(client, connector, [target]))?.target.id).toBe(target);
  });

  it("names one target at least, by its id", async () => {
    const { client } = home;
    const connector = await announced(client);
    for (const targets of [[], ["My game"]]) {
      expect(await answeredProblem(lease(client, connector, targets))).toMatchObject({
        code: "request-invalid",
      });
    }
  });
});
