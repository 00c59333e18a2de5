import { toStyle } from "../hub/index.ts";
import type { CommandHandlers } from "../session/editor-session.ts";
import { BridgeProblemError } from "../session/problems.ts";
import { answering, type CommandDeps, creating, from, given, pageOf } from "./deps.ts";
import { uploadOf } from "./uploads.ts";

export const styleCommands = (deps: CommandDeps): Pick<CommandHandlers, "styles.list" | "styles.create"> => ({
  "styles.list": answering(deps, async ({ cursor }, { signal }) =>
    pageOf(await deps.client.styles.list(from(cursor), { signal }), toStyle),
  ),
  "styles.create": answering(deps, async ({ name, uploads, threshold }, context) => {
    await assertNew(deps, name, context.signal);
    const files = uploads.map((id) => uploadOf(context.session, id));
    const style = { name, files, ...given({ deviationThreshold: threshold ?? undefined }) };
    return toStyle(await deps.client.styles.create(style, creating(context)));
  }),
});

/** Styles are chosen by their names. */
async function assertNew({ client }: CommandDeps, name: string, signal: AbortSignal): Promise<void> {
  for await (const style of client.styles.listAll({}, { signal })) {
    if (style.name.toLowerCase() !== name.toLowerCase()) continue;
    throw new BridgeProblemError(
      "state",
      `There is a style named ${style.name} already. Give this one another name.`,
    );
  }
}
