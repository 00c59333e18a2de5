import { CONFORMANCE_TARGET, conformanceChecks } from "@assetql/connector-sdk/conformance";
import { createDoor } from "@assetql/outgoing";
import { wordpressConnector } from "@assetql/wordpress";
import { editorsHand, editorsHandFolder } from "./editors-hand.ts";
import { makePosts, startSite } from "./real-site.ts";

const withPlugin = process.argv[2] === "plugin";
const only = process.argv[3];
const site = await startSite(withPlugin ? "6.6-RC3" : "6.5", {
  withPlugin,
  plugins: [editorsHandFolder],
  constants: { MEDIA_TRASH: true },
});
const posts = await makePosts(site, ["One", "Two", "Three"]);
const hand = editorsHand(() => site);
const door = createDoor({ allow: ["127.0.0.1"] });
const harness = {
  connector: wordpressConnector,
  config: () => ({ siteUrl: site.url, placement: "featured", provenance: withPlugin }),
  credentials: () => ({ username: site.user, applicationPassword: site.applicationPassword }),
  door,
  reset: () => hand.reset(),
  asset: (made, n) => ({
    ...made,
    item: { targetId: CONFORMANCE_TARGET, itemId: String(posts[n - 1] ?? 0) },
  }),
  countRemote: () => hand.count(),
  editable: ["title", "altText"],
  editRemotely: hand.edit,
  removeRemotely: hand.remove,
  failNext: (kind) => hand.fail(kind === "rate-limited" ? 429 : 503),
  restores: withPlugin ? ["unlink", "archive", "delete"] : ["unlink", "archive"],
};
try {
  for (const check of conformanceChecks) {
    if (only && !check.name.includes(only)) continue;
    const t = performance.now();
    try {
      await check.run(harness);
      console.log("ok  ", (performance.now() - t) | 0, check.name);
    } catch (e) {
      console.log(
        "FAIL",
        (performance.now() - t) | 0,
        check.name,
        "\n     ",
        String(e?.message).slice(0, 1200),
        String(e?.stack)
          .split("\n")
          .filter((l: string) => l.includes("connectors/"))
          .slice(0, 4)
          .join("\n"),
      );
    }
  }
} finally {
  console.log(
    site
      .phpLog()
      .split("\n")
      .filter((l) => !l.includes("Deprecated"))
      .slice(-5)
      .join("\n"),
  );
  await door.close();
  await site.stop();
}
