import type { CommandAction } from "../../handler.ts";
import { plain } from "../../output/text.ts";
import { findStyle } from "./find-style.ts";

export const deleteStyle: CommandAction<object> = async ({ terminal, connect }, { args }) => {
  const client = await connect();
  const { id, name } = await findStyle(client, args[0] ?? "");
  await client.styles.delete(id);
  terminal.result({ id, deleted: true }, () => `Deleted ${plain(name)} (${id}); images made in it stay.`);
};
