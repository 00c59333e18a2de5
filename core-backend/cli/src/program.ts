import { Command } from "commander";
import { registerAssets } from "./commands/assets/index.ts";
import { registerAudit } from "./commands/audit/index.ts";
import { registerBatch } from "./commands/batch/index.ts";
import { registerBridge } from "./commands/bridge/index.ts";
import { registerConnectors } from "./commands/connectors/index.ts";
import { registerDeadLetters } from "./commands/dead-letters/index.ts";
import { registerDemo } from "./commands/demo/index.ts";
import { registerExport } from "./commands/export/index.ts";
import { registerHub } from "./commands/hub/index.ts";
import { registerKeys } from "./commands/keys/index.ts";
import { registerMembers } from "./commands/members/index.ts";
import { registerPublications } from "./commands/publications/index.ts";
import { registerPublish } from "./commands/publish/index.ts";
import { registerSchedules } from "./commands/schedules/index.ts";
import { registerShares } from "./commands/shares/index.ts";
import { registerStats } from "./commands/stats/index.ts";
import { registerStyles } from "./commands/styles/index.ts";
import { registerTargets } from "./commands/targets/index.ts";
import { registerUsage } from "./commands/usage/index.ts";
import { registerWebhooks } from "./commands/webhooks/index.ts";
import { registerWorkspaces } from "./commands/workspaces/index.ts";
import { exitCodesHelp } from "./exit-codes.ts";
import { type CliContext, DEFAULT_DATA_FOLDER } from "./session.ts";
import { version } from "./version.ts";

/** Every command of `assetql`, on the given streams. */
export function buildProgram(context: CliContext): Command {
  const program = new Command("assetql")
    .description("From a CSV, a prompt template and a few style references to scored, exported images.")
    .version(version)
    .option("--url <url>", "address of the hub (ASSETQL_URL; default: the one that runs in the data folder)")
    .option("--api-key <key>", "API key (ASSETQL_API_KEY; default: the data folder's admin key)")
    .option("--data <folder>", `data folder (ASSETQL_DATA; default: ./${DEFAULT_DATA_FOLDER})`)
    .option(
      "--json",
      'one JSON document on stdout, for an error {"error": {code, message, problems}}; everything for people on stderr',
    )
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    })
    .showHelpAfterError("(--help shows how it is used)")
    .addHelpText("after", exitCodesHelp);
  registerHub(program, context);
  registerBridge(program, context);
  registerDemo(program, context);
  registerStyles(program, context);
  registerBatch(program, context);
  registerSchedules(program, context);
  registerAssets(program, context);
  registerExport(program, context);
  registerShares(program, context);
  registerConnectors(program, context);
  registerTargets(program, context);
  registerPublish(program, context);
  registerPublications(program, context);
  registerWebhooks(program, context);
  registerDeadLetters(program, context);
  registerStats(program, context);
  registerUsage(program, context);
  registerKeys(program, context);
  registerWorkspaces(program, context);
  registerMembers(program, context);
  registerAudit(program, context);
  return program;
}
