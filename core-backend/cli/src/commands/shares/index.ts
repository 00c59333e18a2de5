import type { Command } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import type { CliContext } from "../../session.ts";
import { createShare, createShareOptions, listShares, revokeShare } from "./shares.ts";

export function registerShares(program: Command, context: CliContext): void {
  const shares = program.command("shares").description("links to an image or a package that need no key");
  shares
    .command("create")
    .description("make a link for everybody who has it")
    .argument("<id>", "of an asset or of an export")
    .option("--days <n>", "how long it works, up to 365 (default: 7)")
    .action(handler(context, createShareOptions, createShare));
  shares
    .command("list")
    .description("links, newest first")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, z.object({ limit: limitOption }), listShares));
  shares
    .command("revoke")
    .description("end a link at once")
    .argument("<id>")
    .action(handler(context, z.object({}), revokeShare));
}
