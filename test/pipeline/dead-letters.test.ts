import { createBatchSchema, createStyleSchema } from "@assetql/contract";
import { createBatch, createStyle, listDeadLetters, redriveDeadLetters } from "@assetql/core";
import { MAX_RECEIVES } from "@assetql/core/ports";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiHome, openApiHome } from "../api/api-home.ts";
import { problemOf } from "../support/problem-of.ts";
import { owner, stranger } from "../support/test-home.ts";

let home: ApiHome;
beforeAll(async () => {
  home = await openApiHome();
});
afterAll(() => home.dispose());

it("dead jobs are listed to their own workspace, and set going again", async () => {
  const style = await createStyle(home.core, owner, {
    ...createStyleSchema.parse({ name: "Noise" }),
    files: [{ name: "a.png", bytes: home.image }],
  });
  const batch = await createBatch(
    home.core,
    owner,
    createBatchSchema.parse({ name: "B", styleProfileId: style.id, template: "A {a}", csv: "a\nmug\n" }),
  );
  const message = { kind: "distribute", batchId: batch.id };
  await home.queue.send("workflow", [{ body: JSON.stringify(message) }]);
  // Nobody works here: every receive is one that came to nothing.
  for (let receive = 0; receive < MAX_RECEIVES; receive += 1) {
    const [received] = await home.queue.receive("workflow", { max: 1, visibilitySeconds: 60 });
    await home.queue.release("workflow", received?.receipt ?? "", 0);
  }

  const { items } = await listDeadLetters(home.core, owner);
  expect(items).toMatchObject([
    { queue: "workflow", kind: "distribute", batchId: batch.id, receives: MAX_RECEIVES },
  ]);
  expect((await listDeadLetters(home.core, stranger)).items).toEqual([]);
  const ids = items.map(({ id }) => id);
  expect((await problemOf(redriveDeadLetters(home.core, stranger, { ids }))).code).toBe("not-found");

  expect(await redriveDeadLetters(home.core, owner, { ids })).toEqual({ redriven: 1 });
  expect((await listDeadLetters(home.core, owner)).items).toEqual([]);
  expect(await home.queue.depth("workflow")).toMatchObject({ visible: 1, dead: 0 });
});
