import { plans } from "@assetql/contract";
import { type Command, Option } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import type { CliContext } from "../../session.ts";
import {
  createWorkspace,
  createWorkspaceOptions,
  deleteWorkspace,
  deleteWorkspaceOptions,
  listWorkspaces,
  showMe,
  showWorkspace,
  updateWorkspace,
  updateWorkspaceOptions,
} from "./workspaces.ts";

export function registerWorkspaces(program: Command, context: CliContext): void {
  const workspaces = program.command("workspaces").description("workspaces, and who you are");
  workspaces
    .command("me")
    .description("whose key or token this is, and where it belongs")
    .action(handler(context, z.object({}), showMe));
  workspaces
    .command("list")
    .description("the workspaces you belong to; every one for an operator")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, z.object({ limit: limitOption }), listWorkspaces));
  workspaces
    .command("create")
    .description("make a workspace; an operator gets the secret of its first admin key, shown this once")
    .argument("<name>", "up to 120 characters")
    .addOption(new Option("--plan <plan>", "for operators (default: unlimited)").choices(plans))
    .action(handler(context, createWorkspaceOptions, createWorkspace));
  workspaces
    .command("show")
    .description("a workspace with its plan")
    .argument("[id]", "your own unless told")
    .action(handler(context, z.object({}), showWorkspace));
  workspaces
    .command("update")
    .description("rename a workspace, or say who is notified (with an admin key)")
    .argument("[id]", "your own unless told")
    .option("--name <name>", "up to 120 characters")
    .option("--notify <emails...>", "who gets a mail when a batch has ended; - for nobody")
    .addOption(new Option("--plan <plan>", "for operators").choices(plans))
    .action(handler(context, updateWorkspaceOptions, updateWorkspace));
  workspaces
    .command("delete")
    .description("erase a workspace with everything in it, for good (with an admin key)")
    .argument("<id>")
    .requiredOption("--confirm <name>", "the workspace's name, exactly")
    .action(handler(context, deleteWorkspaceOptions, deleteWorkspace));
}
