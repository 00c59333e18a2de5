import type { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { plural } from "../../output/format.ts";
import { plain } from "../../output/text.ts";
import type { Session } from "../../session.ts";
import { createBatchOptions, readTemplate, showPreview } from "../batch/create.ts";
import { followBatch } from "../batch/follow.ts";
import { settingsFrom, settingsOptions } from "../batch/settings-options.ts";
import { findStyle } from "../styles/find-style.ts";
import { findTarget } from "./find-target.ts";
import { queryFrom, queryOptions } from "./read.ts";

export const targetBatchOptions = createBatchOptions.omit({ csv: true }).extend(queryOptions.shape);
type Options = z.output<typeof targetBatchOptions>;

/** An image for each of a target's items. */
export async function createTargetBatch(
  session: Session,
  { args, options }: CommandInput<Options>,
): Promise<void> {
  const template = await readTemplate(session, options);
  const client = await session.connect();
  const target = await findTarget(client, args[0] ?? "");
  const style = await findStyle(client, options.style);
  const input = {
    name: options.name ?? target.name,
    styleProfileId: style.id,
    template,
    config: settingsFrom(settingsOptions.parse(options)),
    query: queryFrom(queryOptions.parse(options)),
  };
  if (options.dryRun)
    return showPreview(session.terminal, await client.targets.previewBatch(target.id, input));
  const batch = await client.targets.batch(target.id, input);
  if (options.watch) {
    session.terminal.note(`Batch ${batch.id}: ${plural(batch.totalTasks, "image")}`);
    return followBatch(session, client, batch.id);
  }
  session.terminal.result(batch, () =>
    [
      `Submitted ${plain(batch.name)}: ${plural(batch.totalTasks, "image")} for items of ${plain(target.name)}.`,
      `Follow it with \`assetql batch watch ${batch.id}\`; once approved, \`assetql publish\` puts them there.`,
    ].join("\n"),
  );
}
