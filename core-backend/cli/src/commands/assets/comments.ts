import { assetIdSchema } from "@assetql/contract";
import type { CommandAction } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { formatTime } from "../../output/format.ts";
import { plain } from "../../output/text.ts";

export const listComments: CommandAction<object> = async ({ terminal, connect }, { args }) => {
  const id = parseId(assetIdSchema, args[0]);
  const { items } = await (await connect()).assets.comments(id, { limit: 200 });
  terminal.result(items, () =>
    items.length === 0
      ? "Nobody has written anything yet."
      : items
          .map(({ text, author, version, createdAt }) =>
            [
              terminal.paint("dim", `${formatTime(createdAt)}  ${author}  version ${version}`),
              `  ${plain(text)}`,
            ].join("\n"),
          )
          .join("\n"),
  );
};

export const writeComment: CommandAction<object> = async (
  { terminal, connect },
  { args: [asset, text = ""] },
) => {
  const id = parseId(assetIdSchema, asset);
  const comment = await (await connect()).assets.comment(id, text);
  terminal.result(comment, () => `Written about version ${comment.version} (${comment.id}).`);
};
