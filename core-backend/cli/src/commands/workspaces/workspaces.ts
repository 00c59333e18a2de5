import type { Client } from "@assetql/client";
import {
  createWorkspaceSchema,
  type Me,
  plans,
  updateWorkspaceSchema,
  type Workspace,
  type WorkspaceId,
  workspaceIdSchema,
} from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { parseId } from "../../ids.ts";
import { formatTime } from "../../output/format.ts";
import { formatFacts, formatTable, type TableColumn } from "../../output/table.ts";
import type { Terminal } from "../../output/terminal.ts";
import { plain } from "../../output/text.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";

export async function showMe({ terminal, connect }: Session): Promise<void> {
  const me = await (await connect()).workspaces.me();
  terminal.result(me, () => formatMe(terminal, me));
}

const columns: readonly TableColumn<Workspace>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "Name", value: ({ name }) => name, shrinks: true },
  { title: "Plan", value: ({ plan }) => plan },
  { title: "Created", value: ({ createdAt }) => formatTime(createdAt) },
];

export async function listWorkspaces(
  { terminal, connect }: Session,
  { options: { limit } }: CommandInput<{ limit: number }>,
): Promise<void> {
  const found = await take((await connect()).workspaces.listAll(), limit);
  terminal.result(found, () => formatTable(terminal, columns, found));
}

export const createWorkspaceOptions = z.object({ plan: createWorkspaceSchema.shape.plan });

export async function createWorkspace(
  { terminal, connect }: Session,
  { args: [name = ""], options: { plan } }: CommandInput<z.output<typeof createWorkspaceOptions>>,
): Promise<void> {
  const made = await (await connect()).workspaces.create({ name, plan });
  terminal.result(made, () =>
    [
      `Made the workspace ${plain(made.name)} (${made.id}), plan ${made.plan}.`,
      ...(made.firstKey === null
        ? []
        : [
            "The secret of its first admin key, shown this once:",
            `  ${terminal.paint("strong", made.firstKey.secret)}`,
          ]),
    ].join("\n"),
  );
}

export async function showWorkspace(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const client = await connect();
  const workspace = await client.workspaces.get(await idOf(client, args[0]));
  terminal.result(workspace, () => formatWorkspace(terminal, workspace));
}

export const updateWorkspaceOptions = z.object({
  name: updateWorkspaceSchema.shape.name,
  notify: z.array(z.string()).optional(),
  plan: z.enum(plans).optional(),
});

export async function updateWorkspace(
  { terminal, connect }: Session,
  { args, options: { notify, ...changes } }: CommandInput<z.output<typeof updateWorkspaceOptions>>,
): Promise<void> {
  if (notify === undefined && Object.values(changes).every((value) => value === undefined)) {
    throw wrongInput("Say what to change: --name, --notify or --plan.");
  }
  const client = await connect();
  const id = await idOf(client, args[0]);
  const notifyEmails = notify?.filter((email) => email !== "-");
  const workspace = await client.workspaces.update(id, { ...changes, notifyEmails });
  terminal.result(workspace, () => formatWorkspace(terminal, workspace));
}

export const deleteWorkspaceOptions = z.object({ confirm: z.string() });

export async function deleteWorkspace(
  { terminal, connect }: Session,
  { args, options: { confirm } }: CommandInput<z.output<typeof deleteWorkspaceOptions>>,
): Promise<void> {
  const id = parseId(workspaceIdSchema, args[0]);
  await (await connect()).workspaces.delete(id, confirm);
  terminal.result(
    { id, deleted: true },
    () => `Deleted ${id}. Nobody can enter it, and everything in it is being erased.`,
  );
}

/** What was given, or the only workspace there is. */
async function idOf(client: Client, given: string | undefined): Promise<WorkspaceId> {
  if (given !== undefined) return parseId(workspaceIdSchema, given);
  const { workspaces } = await client.workspaces.me();
  const [only] = workspaces;
  if (only !== undefined && workspaces.length === 1) return only.id;
  throw wrongInput("You belong to more than one workspace, or to none: say its id.");
}

function formatWorkspace(terminal: Pick<Terminal, "paint">, workspace: Workspace): string {
  return formatFacts(terminal, [
    ["Workspace", workspace.id],
    ["Name", workspace.name],
    ["Plan", workspace.plan],
    ["Notified", workspace.notifyEmails.join(", ") || "nobody"],
    ["Created", formatTime(workspace.createdAt)],
  ]);
}

function formatMe(terminal: Pick<Terminal, "paint">, me: Me): string {
  const facts: (readonly [string, string])[] = [[me.kind === "person" ? "Person" : "API key", me.id]];
  if (me.name !== null) facts.push(["Name", me.name]);
  if (me.email !== null) facts.push(["E-mail", me.email]);
  if (me.operator) facts.push(["Operator", "yes"]);
  for (const { id, name, role } of me.workspaces) facts.push(["Workspace", `${name} (${id}), ${role}`]);
  return formatFacts(terminal, facts);
}
