import { afterAll, beforeAll, expect, it } from "vitest";
import { openServerRig, type ServerRig } from "../../../../test/support/shopify-server/rig.ts";
import type { Visit } from "../../server/services.ts";
import { findImages, idsOfAll } from "./find-images.server.ts";
import { readQuery } from "./review-query.ts";

const ROWS = 12;

let rig: ServerRig;
let visit: Visit;
let batch: Awaited<ReturnType<Visit["hub"]["batches"]["watch"]>>;
beforeAll(async () => {
  rig = await openServerRig();
  const server = await rig.open();
  visit = await server.services.visit(await rig.page());
  const style = await visit.hub.styles.create({
    name: "House",
    deviationThreshold: 0,
    files: [{ name: "reference.png", bytes: rig.reference }],
  });
  const rows = Array.from({ length: ROWS }, (_, index) => `${index % 2 === 0 ? "Mug" : "Bowl"} ${index + 1}`);
  const { id } = await visit.hub.batches.create({
    name: "In order",
    styleProfileId: style.id,
    template: "{title}",
    csv: ["title", ...rows].join("\n"),
    config: { width: 128, height: 128 },
  });
  batch = await visit.hub.batches.watch(id);
});
afterAll(() => rig?.dispose());

it.each(["sort=row", "sort=row&text=mug", "sort=score-asc", "sort=score-desc&text=bowl"])(
  "gives the ids of all pages in the order in which they are shown: %s",
  async (parameters) => {
    const query = readQuery(new URLSearchParams(parameters));
    const { assets } = await findImages(visit.hub, batch.id, query);
    expect(assets.length).toBeGreaterThanOrEqual(ROWS / 2);
    expect(await idsOfAll(visit.hub, batch.id, query)).toEqual(assets.map(({ id }) => id));
  },
);

it("has images whose scores are in another order than their rows", async () => {
  const [rows, scores] = await Promise.all(
    ["row", "score-asc"].map((sort) =>
      idsOfAll(visit.hub, batch.id, readQuery(new URLSearchParams(`sort=${sort}`))),
    ),
  );
  expect(scores?.toSorted()).toEqual(rows?.toSorted());
  expect(scores).not.toEqual(rows);
});
