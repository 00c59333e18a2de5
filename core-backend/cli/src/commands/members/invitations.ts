import { type Invitation, invitationIdSchema, roles } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { plain } from "../../output/text.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";

export const inviteOptions = z.object({ role: z.enum(roles) });

export async function inviteMember(
  { terminal, connect }: Session,
  { args: [email = ""], options: { role } }: CommandInput<z.output<typeof inviteOptions>>,
): Promise<void> {
  const invitation = await (await connect()).invitations.create({ email, role });
  terminal.result(invitation, () =>
    [
      `Invited ${plain(email)} as ${role} until ${formatTime(invitation.expiresAt)}. The token, shown this once:`,
      `  ${terminal.paint("strong", invitation.token)}`,
    ].join("\n"),
  );
}

const columns: readonly TableColumn<Invitation>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "E-mail", value: ({ email }) => email, shrinks: true },
  { title: "Role", value: ({ role }) => role },
  { title: "Until", value: ({ expiresAt }) => formatTime(expiresAt) },
];

export async function listInvitations(
  { terminal, connect }: Session,
  { options: { limit } }: CommandInput<{ limit: number }>,
): Promise<void> {
  const found = await take((await connect()).invitations.listAll(), limit);
  terminal.result(found, () =>
    found.length === 0 ? "Nobody is invited." : formatTable(terminal, columns, found),
  );
}

export async function withdrawInvitation(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const id = parseId(invitationIdSchema, args[0]);
  await (await connect()).invitations.withdraw(id);
  terminal.result({ id, withdrawn: true }, () => `Withdrew ${id}.`);
}

export async function acceptInvitation(
  { terminal, connect }: Session,
  { args: [token = ""] }: CommandInput<object>,
): Promise<void> {
  const member = await (await connect()).invitations.accept(token);
  terminal.result(member, () => `You belong to ${member.workspaceId} now, as ${member.role}.`);
}
