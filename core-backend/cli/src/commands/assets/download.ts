import { assetIdSchema, downloadFormats } from "@assetql/contract";
import { z } from "zod";
import { download } from "../../download.ts";
import type { CommandAction } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { numeric } from "../../option-values.ts";
import { assertOutFree } from "../../output-files.ts";

export const downloadOptions = z.object({
  format: z.enum(downloadFormats).default("png"),
  width: numeric(z.int().min(16).max(4096).optional()),
  imageVersion: numeric(z.int().min(1).optional()),
  out: z.string().min(1).optional(),
  force: z.boolean().default(false),
});

export const downloadAsset: CommandAction<z.output<typeof downloadOptions>> = async (
  session,
  { args, options: { format, width, imageVersion: version, out, force } },
) => {
  const id = parseId(assetIdSchema, args[0]);
  const file = out ?? `${id}.${format === "jpeg" ? "jpg" : format}`;
  await assertOutFree(session, { out: file, force });
  const client = await session.connect();
  const url = await client.assets.downloadUrl(id, { format, width, version });
  await download(url, session.resolve(file), session.signal);
  session.terminal.result({ id, file, url }, () => `Saved ${file}.`);
};
