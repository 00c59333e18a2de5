import { toStyle } from "../hub/index.ts";
import type { CommandHandlers } from "../session/editor-session.ts";
import { answering, type CommandDeps, creating, from, given, pageOf } from "./deps.ts";
import { uploadOf } from "./uploads.ts";

export const styleCommands = (deps: CommandDeps): Pick<CommandHandlers, "styles.list" | "styles.create"> => ({
  "styles.list": answering(deps, async ({ cursor }, { signal }) =>
    pageOf(await deps.client.styles.list(from(cursor), { signal }), toStyle),
  ),
  "styles.create": answering(deps, async ({ name, uploads, threshold }, context) => {
    const files = uploads.map((id) => uploadOf(context.session, id));
    const style = { name, files, ...given({ deviationThreshold: threshold ?? undefined }) };
    return toStyle(await deps.client.styles.create(style, creating(context)));
  }),
});
