import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { readInputFile } from "../../input-files.ts";
import { numeric } from "../../option-values.ts";
import type { Session } from "../../session.ts";
import { assertNameFree } from "./find-style.ts";
import { formatStyle } from "./format-style.ts";

export const createStyleOptions = z.object({ threshold: numeric(z.number().min(0).max(1).optional()) });

export async function createStyle(
  session: Session,
  { args, options }: CommandInput<z.output<typeof createStyleOptions>>,
): Promise<void> {
  const [name = "", ...files] = args;
  const references = await Promise.all(files.map((file) => readInputFile(session, file)));
  const client = await session.connect();
  await assertNameFree(client, name);
  const style = await client.styles.create({
    name,
    files: references,
    ...(options.threshold === undefined ? {} : { deviationThreshold: options.threshold }),
  });
  session.terminal.result(style, () => formatStyle(session.terminal, style));
}
