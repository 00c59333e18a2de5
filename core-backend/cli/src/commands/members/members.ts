import { type Member, roles, userIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { formatTime } from "../../output/format.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";

const columns: readonly TableColumn<Member>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "Name", value: ({ name }) => name ?? "", shrinks: true },
  { title: "E-mail", value: ({ email }) => email ?? "", shrinks: true },
  { title: "Role", value: ({ role }) => role },
  { title: "Joined", value: ({ joinedAt }) => formatTime(joinedAt) },
];

export async function listMembers(
  { terminal, connect }: Session,
  { options: { limit } }: CommandInput<{ limit: number }>,
): Promise<void> {
  const members = await take((await connect()).members.listAll(), limit);
  terminal.result(members, () =>
    members.length === 0
      ? "Nobody but API keys: invite people with `assetql members invite`."
      : formatTable(terminal, columns, members),
  );
}

export async function setRole({ terminal, connect }: Session, { args }: CommandInput<object>): Promise<void> {
  const id = parseId(userIdSchema, args[0]);
  const role = roles.find((known) => known === args[1]);
  if (role === undefined) throw wrongInput(`The role must be one of ${roles.join(", ")}.`);
  const member = await (await connect()).members.setRole(id, role);
  terminal.result(member, () => `${member.id} has the role ${member.role} now.`);
}

export async function removeMember(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const id = parseId(userIdSchema, args[0]);
  await (await connect()).members.remove(id);
  terminal.result({ id, removed: true }, () => `${id} does not belong to the workspace any more.`);
}
