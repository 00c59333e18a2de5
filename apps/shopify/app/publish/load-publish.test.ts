import { PUBLICATION_LIMITS } from "@assetql/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openServerRig, type ServerRig } from "../../../../test/support/shopify-server/rig.ts";
import { planPublication } from "./load-publish.server.ts";

let rig: ServerRig;
beforeAll(async () => {
  rig = await openServerRig();
});
afterAll(() => rig.dispose());

describe("a choice of images to publish", () => {
  it("is refused where it is too large, and never cut", async () => {
    const server = await rig.open();
    const visit = await server.services.visit(await rig.page());
    const style = await visit.hub.styles.create({
      name: "House",
      files: [{ name: "reference.png", bytes: rig.reference }],
    });
    const batch = await visit.hub.batches.create({
      name: "Mugs",
      styleProfileId: style.id,
      template: "{title}",
      csv: "title\nMug",
      config: { width: 128, height: 128 },
    });
    const form = new FormData();
    const ids = Array.from({ length: PUBLICATION_LIMITS.assetIds + 1 }, (_, index) => `ast_${1000 + index}`);
    form.set("assetIds", ids.join(","));
    await expect(planPublication(visit, batch.id, form)).rejects.toMatchObject({
      problem: { code: "request-invalid", problems: [{ path: "assetIds" }] },
    });
  });
});
