import type { CommandInput } from "../../handler.ts";
import { plain } from "../../output/text.ts";
import type { Session } from "../../session.ts";
import { assertNameFree, findStyle } from "./find-style.ts";

export async function renameStyle(
  { terminal, connect }: Session,
  { args: [idOrName = "", name = ""] }: CommandInput<object>,
): Promise<void> {
  const client = await connect();
  const before = await findStyle(client, idOrName);
  await assertNameFree(client, name, before.id);
  const style = await client.styles.update(before.id, { name });
  terminal.result(
    style,
    () => `The style profile ${style.id}, until now ${plain(before.name)}, is named ${plain(style.name)}.`,
  );
}
