import { CONFORMANCE_TARGET, describeConnector } from "@assetql/connector-sdk/conformance";
import { targetIdSchema } from "@assetql/contract";
import { createDoor } from "@assetql/outgoing";
import { woocommerceConnector } from "@assetql/woocommerce";
import { afterAll, beforeAll, describe, it } from "vitest";
import { placesPerCheck } from "../support/places-per-check.ts";
import { wordpressAvailable } from "../support/wordpress/available.ts";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { editorsHand, editorsHandFolder } from "../wordpress/editors-hand.ts";
import { makeProducts, startShop } from "./shop.ts";

/** The stand-in is not WooCommerce; WordPress, its attachments and our plugin are real. */
describe.skipIf(!wordpressAvailable())("a shop with the plugin", () => {
  let site: Site | undefined;
  let products: number[] = [];
  const running = (): Site => {
    if (site === undefined) throw new Error("The site is not running");
    return site;
  };
  const hand = editorsHand(running);
  const door = createDoor({ allow: ["127.0.0.1"] });

  beforeAll(async () => {
    site = await startShop("6.6-RC3", { withPlugin: true, plugins: [editorsHandFolder] });
    products = await makeProducts(site, ["One", "Two", "Three", "Four", "Five", "Six"]);
  });
  afterAll(async () => {
    await door.close();
    await site?.stop();
  });

  describeConnector(
    "woocommerce",
    {
      connector: woocommerceConnector,
      config: () => ({ siteUrl: running().url, placement: "featured" }),
      credentials() {
        const { user: username, applicationPassword } = running();
        return { username, applicationPassword };
      },
      door,
      ...placesPerCheck(),
      reset: () => hand.reset(),
      asset: (made, n) => ({
        ...made,
        item: { targetId: targetIdSchema.parse(CONFORMANCE_TARGET), itemId: String(products[n - 1] ?? 0) },
      }),
      countRemote: () => hand.count(),
      editable: ["title", "altText"],
      editRemotely: (remoteId, field) => hand.edit(remoteId, field),
      removeRemotely: (remoteId) => hand.remove(remoteId),
      failNext: (kind) => hand.fail(kind === "rate-limited" ? 429 : 503),
      restores: ["unlink", "archive", "delete"],
    },
    { describe, it },
  );
});
