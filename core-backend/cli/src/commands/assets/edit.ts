import { assetIdSchema } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandAction } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { formatAsset } from "./get.ts";

export const editOptions = z.object({
  title: z.string().optional(),
  altText: z.string().optional(),
  category: z.string().optional(),
  tags: z.string().optional(),
});

export const editAsset: CommandAction<z.output<typeof editOptions>> = async (
  { terminal, connect },
  { args, options: { tags, category, ...texts } },
) => {
  const id = parseId(assetIdSchema, args[0]);
  if ([tags, category, ...Object.values(texts)].every((value) => value === undefined)) {
    throw wrongInput("Give at least one of --title, --alt-text, --category and --tags.");
  }
  const client = await connect();
  const asset = await client.assets.update(id, {
    ...texts,
    ...(category === undefined ? {} : { category: category === "" ? null : category }),
    ...(tags === undefined
      ? {}
      : { tags: tags.split(",").flatMap((tag) => (tag.trim() === "" ? [] : [tag.trim()])) }),
  });
  terminal.result(asset, () => formatAsset(terminal, asset));
};
