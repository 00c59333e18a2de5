import { listAudit, updateStyle } from "@assetql/core";
import { expect, it, onTestFinished } from "vitest";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { openTestHome, owner } from "../support/test-home.ts";

it("of changes within one millisecond is that in which they were made", async () => {
  const home = await openTestHome(createFixedGenerator({ image: await preparedImage(64), latencyMs: 0 }));
  onTestFinished(() => home.dispose());
  const now = Date.now();
  const core = { ...home.core, clock: { now: () => now } };
  const names = Array.from({ length: 20 }, (_, index) => `Noise ${index}`);
  for (const name of names) await updateStyle(core, owner, { id: home.style.id, name, files: [] });
  const { items } = await listAudit(core, owner, { subject: home.style.id, limit: 20 });
  expect(items.map(({ after }) => after?.name).toReversed()).toEqual(names);
});
