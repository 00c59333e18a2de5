import { webhookDeliveryStates, webhookSignatures } from "@assetql/contract";
import { type Command, Option } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { deleteWebhook, rotateOptions, rotateWebhook, testWebhook } from "./change.ts";
import { createOptions, createWebhook } from "./create.ts";
import { deliveriesOptions, showDeliveries } from "./deliveries.ts";
import { eventsOptions, showEvents } from "./events.ts";
import { listen, listenOptions } from "./listen.ts";
import { listOptions, listWebhooks, showWebhook } from "./read.ts";
import { replay, replayOptions } from "./replay.ts";
import { updateOptions, updateWebhook } from "./update.ts";

const noOptions = z.object({});
const WEBHOOK = ["<webhook>", "id, description or address"] as const;
const EVENTS = [
  "--events <types...>",
  "which events (default: every one); `webhooks events` shows them",
] as const;
const ORDERED = ["--ordered", "one after the other within a batch"] as const;
const RATE = ["--rate <n>", "how many a second at most, or off"] as const;

export function registerWebhooks(program: Command, context: CliContext): void {
  const webhooks = program.command("webhooks").description("events, sent to partners as they happen");
  registerMaking(webhooks, context);
  registerReading(webhooks, context);
  registerChanging(webhooks, context);
  registerSending(webhooks, context);
  registerListening(webhooks, context);
}

const signatureOption = (words: string) => new Option("--signature <kind>", words).choices(webhookSignatures);

function registerMaking(webhooks: Command, context: CliContext): void {
  webhooks
    .command("create")
    .description("have events sent to an address; the secret is shown this once")
    .argument("<url>", "where to, as in https://partner.example/assetql")
    .option("--description <text>", "what it is for")
    .option(...EVENTS)
    .option(...ORDERED)
    .option(...RATE)
    .addOption(signatureOption("v1 with a shared secret (default), v1a with a public key"))
    .action(handler(context, createOptions, createWebhook));
}

function registerReading(webhooks: Command, context: CliContext): void {
  webhooks
    .command("list")
    .description("webhooks and how they fare, newest first")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, listOptions, listWebhooks));
  webhooks
    .command("show")
    .description("a webhook with its settings and keys")
    .argument(...WEBHOOK)
    .action(handler(context, noOptions, showWebhook));
  webhooks
    .command("events")
    .description("the catalogue of events; --json has their JSON schemas")
    .option("--type <type>", "only this one, with an example")
    .action(handler(context, eventsOptions, showEvents));
  webhooks
    .command("deliveries")
    .description("what was sent and what waits, newest first; or one of them with what came back")
    .argument(...WEBHOOK)
    .argument("[delivery]", "its id")
    .addOption(new Option("--state <state>", "only these").choices(webhookDeliveryStates))
    .option("--type <type>", "only those of this event")
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, deliveriesOptions, showDeliveries));
}

function registerChanging(webhooks: Command, context: CliContext): void {
  webhooks
    .command("update")
    .description("change a webhook; disable or enable it")
    .argument(...WEBHOOK)
    .option("--to <url>", "another address")
    .option("--description <text>", "what it is for")
    .option(...EVENTS)
    .option("--all-events", "every event, also of kinds to come")
    .option(...ORDERED)
    .option("--no-ordered", "in any order")
    .option(...RATE)
    .option("--enable", "send events from now on")
    .option("--disable", "send nothing until it is enabled")
    .action(handler(context, updateOptions, updateWebhook));
  webhooks
    .command("delete")
    .description("delete a webhook and its deliveries")
    .argument(...WEBHOOK)
    .action(handler(context, noOptions, deleteWebhook));
  webhooks
    .command("rotate")
    .description("make a new secret; the old one signs, too, for a while")
    .argument(...WEBHOOK)
    .option("--overlap-hours <n>", "how long the old one signs, too (default: 24)")
    .addOption(signatureOption("of the new one (default: as before)"))
    .action(handler(context, rotateOptions, rotateWebhook));
}

function registerSending(webhooks: Command, context: CliContext): void {
  webhooks
    .command("test")
    .description("send a test now and show what comes back")
    .argument(...WEBHOOK)
    .action(handler(context, noOptions, testWebhook));
  webhooks
    .command("replay")
    .description("send again: one delivery, or what happened since a time")
    .argument(...WEBHOOK)
    .argument("[delivery]", "its id")
    .option("--since <time>", "as in 24h, 90m or 2026-11-30T08:00; what failed or was never sent")
    .option("--all", "with --since: also what was delivered")
    .action(handler(context, replayOptions, replay));
}

function registerListening(webhooks: Command, context: CliContext): void {
  webhooks
    .command("listen")
    .description("show events as they come, each verified, until Ctrl-C; with --json one a line")
    .option(...EVENTS)
    .option(...ORDERED)
    .option("--port <n>", "where to listen on this machine (default: a free one)")
    .option("--to <url>", "where the hub reaches that, if not at 127.0.0.1: a tunnel's address, say")
    .option("--count <n>", "end after so many events")
    .option("--body", "show whole bodies")
    .action(handler(context, listenOptions, listen));
}
