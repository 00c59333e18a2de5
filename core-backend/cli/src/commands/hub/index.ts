import type { Command } from "commander";
import { z } from "zod";
import { handler } from "../../handler.ts";
import type { CliContext } from "../../session.ts";
import { backup } from "./backup.ts";
import { DEFAULT_PORT, start, startOptions } from "./start.ts";

export function registerHub(program: Command, context: CliContext): void {
  program
    .command("start")
    .description("run the hub on this machine until it is stopped")
    .option("--port <port>", `0 takes a free one (default: ${DEFAULT_PORT})`)
    .option("--host <address>", "where to listen (default: 127.0.0.1, this machine only)")
    .option("--concurrency <n>", "generations at once (default: 10)")
    .option("--threads <n>", "threads that draw (default: one a core)")
    .option("--cors-origin <origins...>", "web pages that may call the API, as in https://shop.example")
    .option("--verbose", "log what the hub does, not only what goes wrong")
    .action(handler(context, startOptions, start));
  program
    .command("backup")
    .description("copy the data folder, also while a hub works on it")
    .argument("<target>", "a folder that is not there yet")
    .action(handler(context, z.object({}), backup));
}
