import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Batch,
  type BatchId,
  type CreateBatchInput,
  createBatchSchema,
  createStyleSchema,
  type StyleProfile,
  workspaceIdSchema,
} from "@assetql/contract";
import { type CoreSettings, createBatch, createStyle, getBatch, type Principal } from "@assetql/core";
import type { ImageGenerator, LogLevel } from "@assetql/core/ports";
import { type Home, openHome } from "@assetql/embedded";
import { preparedImage } from "./fixed-generator.ts";
import { until } from "./until.ts";

export const owner: Principal = {
  workspaceId: workspaceIdSchema.parse("ws_home"),
  userId: "key_owner",
  role: "admin",
};
export const stranger: Principal = {
  workspaceId: workspaceIdSchema.parse("ws_other"),
  userId: "key_stranger",
  role: "admin",
};

export interface TestHome extends Home {
  readonly style: StyleProfile;
  readonly logged: readonly { readonly level: LogLevel; readonly message: string }[];
  submit(input: Partial<CreateBatchInput>): Promise<Batch>;
  untilEnded(id: BatchId): Promise<Batch>;
  dispose(): Promise<void>;
}

/** The real ports over a temporary folder, or one that an earlier home has left, at work, with a style whose only reference is a prepared image. */
export async function openTestHome(
  generator: ImageGenerator,
  settings: Partial<CoreSettings> = {},
  folder?: string,
): Promise<TestHome> {
  const dataFolder = folder ?? (await mkdtemp(join(tmpdir(), "assetql-test-")));
  const logged: { level: LogLevel; message: string }[] = [];
  const home = await openHome({
    dataFolder,
    generator,
    log: (level, message) => logged.push({ level, message }),
    settings: { backoffUnitMs: 1, ...settings },
  });
  home.work();
  const style = await createStyle(home.core, owner, {
    ...createStyleSchema.parse({ name: "Noise" }),
    files: [{ name: "reference.png", bytes: await preparedImage(128) }],
  });
  return {
    ...home,
    style,
    logged,
    submit: (input) =>
      createBatch(
        home.core,
        owner,
        createBatchSchema.parse({
          name: "Test",
          styleProfileId: style.id,
          template: "A {subject}",
          csv: "sku,subject\nS-1,mug\nS-2,lamp\nS-3,tent\n",
          ...input,
          config: { width: 128, height: 128, seed: 1, ...input.config },
        }),
      ),
    untilEnded: (id) =>
      until(async () => {
        const batch = await getBatch(home.core, owner, { id });
        return batch.completedAt === null ? undefined : batch;
      }),
    async dispose() {
      await home.close();
      await rm(dataFolder, { recursive: true });
    },
  };
}
