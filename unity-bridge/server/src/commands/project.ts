import type { CommandHandlers } from "../session/editor-session.ts";
import { answering, type CommandDeps } from "./deps.ts";

export const projectCommands = (deps: CommandDeps): Pick<CommandHandlers, "project.configure"> => ({
  "project.configure": answering(deps, async ({ import: settings }, { session, signal }) => {
    const { id, config } = await deps.linkOf(session).target();
    const project = { checkout: session.checkout, project: session.projectName };
    await deps.client.targets.update(id, { config: { ...config, ...project, ...settings } }, { signal });
    return {};
  }),
});
