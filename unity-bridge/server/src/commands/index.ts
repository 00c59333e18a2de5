import type { CommandHandlers } from "../session/editor-session.ts";
import { assetCommands } from "./assets.ts";
import { batchCommands } from "./batches.ts";
import type { CommandDeps } from "./deps.ts";
import { exportCommands } from "./exports.ts";
import { projectCommands } from "./project.ts";
import { pullCommands } from "./pulls.ts";
import { styleCommands } from "./styles.ts";

export type { CommandDeps } from "./deps.ts";
export { openPackages } from "./packages.ts";
export { openRegenerations } from "./regenerations.ts";

/** What editors can ask for; the wire itself answers the rest. */
export const createCommands = (deps: CommandDeps): CommandHandlers => ({
  ...styleCommands(deps),
  ...batchCommands(deps),
  ...assetCommands(deps),
  ...projectCommands(deps),
  ...pullCommands(deps),
  ...exportCommands(deps),
});
