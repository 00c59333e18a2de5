import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { numeric } from "../../option-values.ts";
import type { Session } from "../../session.ts";
import { openHub } from "./open-hub.ts";

export const DEFAULT_PORT = 4747;

export const startOptions = z.object({
  port: numeric(z.int().min(0).max(65_535).default(DEFAULT_PORT)),
  host: z.string().min(1).optional(),
  concurrency: numeric(z.int().min(1).max(1_000).optional()),
  threads: numeric(z.int().min(1).max(256).optional()),
  corsOrigin: z
    .array(z.url({ protocol: /^https?$/, error: "must be origins such as https://shop.example" }))
    .optional(),
  verbose: z.boolean().default(false),
});

/** Runs the hub until it is interrupted, and then stops it well: that is success. */
export async function start(
  session: Session,
  { options: { corsOrigin, ...options } }: CommandInput<z.output<typeof startOptions>>,
): Promise<void> {
  const { terminal, dataFolder, signal } = session;
  const hub = await openHub({ ...options, corsOrigins: corsOrigin, dataFolder, terminal });
  const { secret, path, created } = hub.adminKey;
  terminal.result({ url: hub.url, dataFolder, adminKeyFile: path, pid: process.pid }, () =>
    [
      `${terminal.paint("strong", "AssetQL")} is up at ${terminal.paint("accent", hub.url)}`,
      `  data folder    ${dataFolder}`,
      `  admin API key  ${path}`,
      ...(created
        ? [`                 ${terminal.paint("strong", secret)}  (shown this once; the file keeps it)`]
        : []),
      "  Stop it with Ctrl-C.",
    ].join("\n"),
  );
  await interrupted(signal);
  terminal.note("Stopping; work in progress is kept for the next start ...");
  await hub.stop();
  terminal.note("Stopped.");
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
