import { type Command, Option } from "commander";
import { handler } from "../../handler.ts";
import { logFormats } from "../../log.ts";
import type { CliContext } from "../../session.ts";
import { bridge, bridgeOptions } from "./bridge.ts";

export function registerBridge(program: Command, context: CliContext): void {
  program
    .command("bridge")
    .description("let Unity editors of this machine work with the hub, until it is stopped")
    .option("--port <port>", "on 127.0.0.1; 0 takes a free one (default: 17890, or the next that is free)")
    .option("--new-token", "make a new token; editors that were given the old one by hand need it")
    .option("--show-token", "print the token, for an editor that cannot read the bridge's folder")
    .option("--verbose", "log what the bridge does, not only what goes wrong")
    .addOption(
      new Option("--log-format <format>", "default: text at a terminal, JSON lines elsewhere").choices(
        logFormats,
      ),
    )
    .addHelpText(
      "after",
      `
Unity finds the bridge by itself: it leaves a file in ~/.assetql/bridge, or in ASSETQL_BRIDGE_FOLDER.
Pulling into a project takes a key with the role admin, such as that of the data folder.`,
    )
    .action(handler(context, bridgeOptions, bridge));
}
