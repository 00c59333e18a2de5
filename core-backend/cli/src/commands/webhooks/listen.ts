import { ApiProblemError, type Client } from "@assetql/client";
import { type CreatedWebhook, TEST_EVENT } from "@assetql/contract";
import { z } from "zod";
import { failed, wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { numeric } from "../../option-values.ts";
import { plain } from "../../output/text.ts";
import type { Session } from "../../session.ts";
import { type Received, startReceiver } from "./receiver.ts";
import { eventsOption } from "./settings-options.ts";

export const listenOptions = z.object({
  events: eventsOption,
  ordered: z.boolean().default(false),
  port: numeric(z.int().min(0).max(65_535).default(0)),
  to: z.string().min(1).optional(),
  count: numeric(z.int().min(1).optional()),
  body: z.boolean().default(false),
});
type Options = z.output<typeof listenOptions>;

/**
 * Makes a webhook to this machine for as long as it runs, and shows what comes. To be stopped is how it ends: that is
 * success, and the webhook is deleted then.
 */
export async function listen(session: Session, { options }: CommandInput<Options>): Promise<void> {
  const { terminal, connect, signal } = session;
  // The user's signal must not end the call that cleans up.
  const client = await connect(new AbortController().signal);
  const enough = Promise.withResolvers<void>();
  const keys: string[] = [];
  let seen = 0;
  const receiver = await startReceiver({
    port: options.port,
    keys: () => keys,
    onEvent(event) {
      if (event.type === TEST_EVENT || seen === options.count) return;
      seen += 1;
      show(session, event, options);
      if (seen === options.count) enough.resolve();
    },
    onRefused: (why) => terminal.note(`Refused a request that is no webhook of this hub: ${plain(why)}.`),
  });
  signal.addEventListener("abort", () => enough.resolve(), { once: true });
  try {
    await withWebhook(
      client,
      { options, url: options.to ?? `http://127.0.0.1:${receiver.port}/` },
      async (webhook) => {
        if (webhook.secret !== null) keys.push(webhook.secret);
        await assertReachable(client, webhook);
        terminal.note(`Events are shown as they come, each verified; Ctrl-C ends it (${webhook.id}).`);
        if (!signal.aborted) await enough.promise;
      },
    );
  } finally {
    await receiver.close();
  }
}

const HOW =
  "A hub on this machine sends to it when it is started with --allow-network 127.0.0.0/8 (or ASSETQL_ALLOWED_NETWORKS=127.0.0.0/8). For a hub elsewhere, give an address that leads here with --to: that of a tunnel, say, with --port for its end on this machine.";

async function withWebhook(
  client: Client,
  { options: { events = [], ordered }, url }: { options: Options; url: string },
  run: (webhook: CreatedWebhook) => Promise<void>,
): Promise<void> {
  const webhook = await create(client, { url, events, ordered, description: "assetql webhooks listen" });
  try {
    await run(webhook);
  } finally {
    await client.webhooks.delete(webhook.id);
  }
}

async function create(
  client: Client,
  input: Parameters<Client["webhooks"]["create"]>[0],
): Promise<CreatedWebhook> {
  try {
    return await client.webhooks.create(input);
  } catch (error) {
    if (!(error instanceof ApiProblemError) || error.problem.code !== "webhook-address") throw error;
    throw wrongInput(`${error.problem.detail}\n${HOW}`);
  }
}

/** A webhook that does not get here would be silence, which looks like no events. */
async function assertReachable(client: Client, { id, url }: CreatedWebhook): Promise<void> {
  const test = await client.webhooks.test(id);
  if (test.state !== "delivered") throw failed(`The hub cannot reach ${url}: ${test.lastError}\n${HOW}`);
}

function show({ terminal }: Session, event: Received, { body }: Options): void {
  const { id, type, timestamp, data } = event;
  if (terminal.machine) {
    terminal.result({ id, type, timestamp, data });
    return;
  }
  const about = body ? plain(event.body) : summary(data);
  terminal.say(
    `${terminal.paint("dim", timestamp.slice(11, 19))}  ${terminal.paint("accent", type.padEnd(21))} ${about}`,
  );
}

/** The ids and short facts of an event, as many as fit a line. */
function summary(data: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(data)
    .filter(([name, value]) => name !== "sha256" && (typeof value === "string" || typeof value === "number"))
    .map(([name, value]) => `${name}=${String(value)}`);
  return plain(told.join(" ")).slice(0, 200);
}
