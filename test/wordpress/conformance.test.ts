import { CONFORMANCE_TARGET, describeConnector } from "@assetql/connector-sdk/conformance";
import { targetIdSchema } from "@assetql/contract";
import { createDoor } from "@assetql/outgoing";
import { wordpressConnector } from "@assetql/wordpress";
import { afterAll, beforeAll, describe, it } from "vitest";
import { placesPerCheck } from "../support/places-per-check.ts";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { editorsHand, editorsHandFolder } from "./editors-hand.ts";
import { makePosts, startSite } from "./real-site.ts";

describe.skipIf(!wordpressAvailable()).each([
  { version: "6.5", withPlugin: false },
  { version: "6.6-RC3", withPlugin: true },
] as const)("WordPress $version, with the plugin: $withPlugin", ({ version, withPlugin }) => {
  let site: Site | undefined;
  let posts: number[] = [];
  const running = (): Site => {
    if (site === undefined) throw new Error("The site is not running");
    return site;
  };
  const hand = editorsHand(running);
  const door = createDoor({ allow: ["127.0.0.1"] });

  beforeAll(async () => {
    const constants = { MEDIA_TRASH: true };
    site = await startSite(version, { withPlugin, plugins: [editorsHandFolder], constants });
    posts = await makePosts(site, ["One", "Two", "Three", "Four", "Five", "Six"]);
  });
  afterAll(async () => {
    await door.close();
    await site?.stop();
  });

  describeConnector(
    "wordpress",
    {
      connector: wordpressConnector,
      config: () => ({ siteUrl: running().url, placement: "featured", provenance: withPlugin }),
      credentials() {
        const { user: username, applicationPassword } = running();
        return { username, applicationPassword };
      },
      door,
      ...placesPerCheck(),
      reset: () => hand.reset(),
      asset: (made, n) => ({
        ...made,
        item: { targetId: targetIdSchema.parse(CONFORMANCE_TARGET), itemId: String(posts[n - 1] ?? 0) },
      }),
      countRemote: () => hand.count(),
      editable: ["title", "altText"],
      editRemotely: (remoteId, field) => hand.edit(remoteId, field),
      removeRemotely: (remoteId) => hand.remove(remoteId),
      failNext: (kind) => hand.fail(kind === "rate-limited" ? 429 : 503),
      // Without the plugin, an image that was deleted would come back as another one.
      restores: withPlugin ? ["unlink", "archive", "delete"] : ["unlink", "archive"],
    },
    { describe, it },
  );
});
