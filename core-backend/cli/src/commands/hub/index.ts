import { type Command, Option } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import { logFormats } from "../../log.ts";
import type { CliContext } from "../../session.ts";
import { backup } from "./backup.ts";
import { doctor, doctorOptions } from "./doctor.ts";
import { restore, restoreOptions } from "./restore.ts";
import { DEFAULT_PORT, start, startOptions } from "./start.ts";
import { sweep, sweepOptions } from "./sweep.ts";

export function registerHub(program: Command, context: CliContext): void {
  program
    .command("start")
    .description("run the hub on this machine until it is stopped")
    .option("--port <port>", `0 takes a free one (default: ${DEFAULT_PORT})`)
    .option("--host <address>", "where to listen (default: 127.0.0.1, this machine only)")
    .option("--concurrency <n>", "generations at once (default: 10)")
    .option("--threads <n>", "threads that draw (default: one a core)")
    .option("--cors-origin <origins...>", "web pages that may call the API, as in https://shop.example")
    .option("--rate-limit <n>", "requests a minute of one key, or off (ASSETQL_RATE_LIMIT; default: 100)")
    .option("--trust-proxy", "only a proxy reaches the hub; its X-Forwarded-For says who calls")
    .option(
      "--daily-budget <model=n...>",
      "what a model may do in a day (UTC): draft=1000 images, or draft=2.50usd (ASSETQL_DAILY_BUDGET)",
    )
    .option(
      "--allow-network <networks...>",
      "private networks that webhooks and connectors may reach, as in 127.0.0.0/8 or a host's name (ASSETQL_ALLOWED_NETWORKS)",
    )
    .option(
      "--smtp <url>",
      "server that takes mail, as in smtps://user:password@mail.example.com (ASSETQL_SMTP_URL)",
    )
    .option("--mail-from <address>", "sender of the hub's mail (ASSETQL_MAIL_FROM)")
    .option(
      "--oidc-issuer <url...>",
      "identity provider (OpenID Connect) whose people may use the hub (ASSETQL_OIDC_ISSUER)",
    )
    .option(
      "--oidc-audience <id...>",
      "whom its tokens are for; one for each issuer, or one for all (ASSETQL_OIDC_AUDIENCE)",
    )
    .option(
      "--allow-folder <folders...>",
      "folders that targets of the connector `folder` may lie in (ASSETQL_ALLOWED_FOLDERS)",
    )
    .option("--no-sync", "without the sync service, which runs the connectors")
    .option("--sync-port <port>", "of the sync service (ASSETQL_SYNC_PORT; default: 4410, or a free one)")
    .option("--bridge", "with the bridge that Unity editors of this machine find by themselves")
    .option("--bridge-port <port>", "of the bridge; 0 takes a free one (default: 17890, or the next)")
    .option("--verbose", "log what the hub does, not only what goes wrong")
    .addOption(
      new Option("--log-format <format>", "default: text at a terminal, JSON lines elsewhere").choices(
        logFormats,
      ),
    )
    .action(handler(context, startOptions, start));
  registerCare(program, context);
}

function registerCare(program: Command, context: CliContext): void {
  program
    .command("backup")
    .description("copy the data folder, also while a hub works on it")
    .argument("<target>", "a folder that is not there yet")
    .action(handler(context, z.object({}), backup));
  program
    .command("restore")
    .description("make a data folder of a backup, after looking the backup over")
    .argument("<backup>", "a folder that `backup` made")
    .option("--replace", "put aside what is in the data folder now; it is kept beside it")
    .action(handler(context, restoreOptions, restore));
  program
    .command("sweep")
    .description("remove files and records that are no longer needed; a running hub does so every hour")
    .option("--dry-run", "only show what there is to remove, also while a hub runs")
    .action(handler(context, sweepOptions, sweep));
  program
    .command("doctor")
    .description("look over the data folder and the machine, and say what to do; ends with 1 for problems")
    .option("--deep", "read the whole database and look for every file")
    .option("--host <address>", "where the hub would listen (default: 127.0.0.1)")
    .option("--port <port>", `the port it would take (default: ${DEFAULT_PORT})`)
    .option("--smtp <url>", "the mail server to reach (ASSETQL_SMTP_URL)")
    .action(handler(context, doctorOptions, doctor));
}
