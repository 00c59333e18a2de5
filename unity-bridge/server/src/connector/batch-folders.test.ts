import { batchIdSchema, publicationIdSchema } from "@assetql/contract";
import { expect, it } from "vitest";
import { createBatchFolders } from "./batch-folders.ts";

it("a batch that is renamed keeps its folder throughout a pull, and has another in the next", async () => {
  const batch = { name: "Potions" };
  const folders = createBatchFolders({ get: async () => ({ ...batch }) });
  const batchId = batchIdSchema.parse("bat_potions");
  const [first, second] = ["pub_first", "pub_second"].map((id) => publicationIdSchema.parse(id));
  if (first === undefined || second === undefined) throw new Error("there are two");
  const before = await folders.of(batchId, first);
  batch.name = "Elixirs";
  expect(await folders.of(batchId, first)).toBe(before);
  const after = await folders.of(batchId, second);
  expect(before).toMatch(/^Potions/);
  expect(after).toMatch(/^Elixirs/);
});
