import { roles } from "@assetql/contract";
import { type Command, Option } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import type { CliContext } from "../../session.ts";
import {
  acceptInvitation,
  inviteMember,
  inviteOptions,
  listInvitations,
  withdrawInvitation,
} from "./invitations.ts";
import { listMembers, removeMember, setRole } from "./members.ts";

export function registerMembers(program: Command, context: CliContext): void {
  const members = program.command("members").description("the people of the workspace, and who is invited");
  const list = z.object({ limit: limitOption });
  const nothing = z.object({});
  members
    .command("list")
    .description("the people of the workspace")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, list, listMembers));
  members
    .command("role")
    .description("give a member another role (with an admin key)")
    .argument("<id>")
    .argument("<role>", roles.join(", "))
    .action(handler(context, nothing, setRole));
  members
    .command("remove")
    .description("take a member out of the workspace (with an admin key), or leave it yourself")
    .argument("<id>")
    .action(handler(context, nothing, removeMember));
  members
    .command("invite")
    .description(
      "invite somebody for seven days; the token is shown this once, and mailed if the hub has a mail server",
    )
    .argument("<email>")
    .addOption(
      new Option("--role <role>", "what they may do (required)").choices(roles).makeOptionMandatory(),
    )
    .action(handler(context, inviteOptions, inviteMember));
  members
    .command("invitations")
    .description("invitations that nobody has accepted (with an admin key)")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, list, listInvitations));
  members
    .command("withdraw")
    .description("withdraw an invitation (with an admin key)")
    .argument("<id>")
    .action(handler(context, nothing, withdrawInvitation));
  members
    .command("accept")
    .description("join a workspace, with a token of your identity provider as --api-key")
    .argument("<token>", "of the invitation")
    .action(handler(context, nothing, acceptInvitation));
}
