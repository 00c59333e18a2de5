import { KEY_LIMITS, roles } from "@assetql/contract";
import { type Command, Option } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import type { CliContext } from "../../session.ts";
import { createKey, createKeyOptions, listKeys, revokeKey, rotateKey, rotateKeyOptions } from "./keys.ts";

export function registerKeys(program: Command, context: CliContext): void {
  const keys = program.command("keys").description("API keys (with an admin key)");
  keys
    .command("create")
    .description("create an API key; its secret is shown this once")
    .argument("<name>", "for whom or what it is: up to 120 characters")
    .addOption(
      new Option(
        "--role <role>",
        "viewer reads and downloads; creator also makes, changes and deletes styles, batches and exports; admin also manages API keys (required, no default)",
      )
        .choices(roles)
        .makeOptionMandatory(),
    )
    .option("--expires-in-days <n>", `when it ends; at most ${KEY_LIMITS.lifetimeDays} (default: never)`)
    .action(handler(context, createKeyOptions, createKey));
  keys
    .command("list")
    .description("API keys, without their secrets")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, z.object({ limit: limitOption }), listKeys));
  keys
    .command("rotate")
    .description("put a new key in an API key's place; its secret is shown this once")
    .argument("<id>")
    .option(
      "--overlap-hours <n>",
      `how long the old one goes on working: 0 to ${KEY_LIMITS.overlapHours} (default: ${KEY_LIMITS.defaultOverlapHours})`,
    )
    .action(handler(context, rotateKeyOptions, rotateKey));
  keys
    .command("revoke")
    .description("revoke an API key at once")
    .argument("<id>")
    .action(handler(context, z.object({}), revokeKey));
}
