import type { Webhook } from "@assetql/contract";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { limitOption } from "../../option-values.ts";
import { formatTable, type TableColumn } from "../../output/table.ts";
import { take } from "../../pages.ts";
import type { Session } from "../../session.ts";
import { findWebhook } from "./find-webhook.ts";
import { formatEvents, formatStatus, formatWebhook, statusTone } from "./format-webhook.ts";

export const listOptions = z.object({ limit: limitOption });

const columns: readonly TableColumn<Webhook>[] = [
  { title: "ID", value: ({ id }) => id },
  { title: "Address", value: ({ url }) => url, shrinks: true },
  { title: "Description", value: ({ description }) => description, shrinks: true },
  { title: "Status", value: formatStatus, tone: statusTone, shrinks: true },
  { title: "Events", value: formatEvents, shrinks: true, spare: true },
];

export async function listWebhooks(
  { terminal, connect }: Session,
  { options: { limit } }: CommandInput<z.output<typeof listOptions>>,
): Promise<void> {
  const client = await connect();
  const webhooks = await take(client.webhooks.listAll(), limit);
  terminal.result(webhooks, () =>
    webhooks.length === 0 ? "There is no webhook." : formatTable(terminal, columns, webhooks),
  );
}

export async function showWebhook(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const webhook = await findWebhook(await connect(), args[0] ?? "");
  terminal.result(webhook, () => formatWebhook(terminal, webhook));
}
