import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { logFormats } from "../../log.ts";
import { numeric } from "../../option-values.ts";
import type { Session } from "../../session.ts";
import { dailyBudgetsSchema, rateLimitSchema } from "./limit-options.ts";
import { mailSettings } from "./mail-options.ts";
import { networksSchema } from "./network-options.ts";
import { oidcOptions, pairIssuers } from "./oidc-options.ts";
import { openHub } from "./open-hub.ts";
import { openSync } from "./open-sync.ts";

export const DEFAULT_PORT = 4747;

export const startOptions = z.object({
  port: numeric(z.int().min(0).max(65_535).default(DEFAULT_PORT)),
  host: z.string().min(1).optional(),
  concurrency: numeric(z.int().min(1).max(1_000).optional()),
  threads: numeric(z.int().min(1).max(256).optional()),
  corsOrigin: z
    .array(z.url({ protocol: /^https?$/, error: "must be origins such as https://shop.example" }))
    .optional(),
  rateLimit: rateLimitSchema.optional(),
  trustProxy: z.boolean().default(false),
  dailyBudget: dailyBudgetsSchema.optional(),
  smtp: z.string().min(1).optional(),
  mailFrom: z.string().min(1).optional(),
  allowNetwork: networksSchema.optional(),
  ...oidcOptions,
  allowFolder: z.array(z.string().min(1)).optional(),
  sync: z.boolean().default(true),
  syncPort: numeric(z.int().min(0).max(65_535).optional()),
  verbose: z.boolean().default(false),
  logFormat: z.enum(logFormats).optional(),
});

/** Runs the hub until it is interrupted, and then stops it well: that is success. */
export async function start(
  session: Session,
  {
    options: {
      corsOrigin,
      allowNetwork,
      rateLimit,
      dailyBudget,
      smtp,
      mailFrom,
      oidcIssuer,
      oidcAudience,
      allowFolder,
      sync,
      syncPort,
      ...options
    },
  }: CommandInput<z.output<typeof startOptions>>,
): Promise<void> {
  const { terminal, dataFolder, signal, environment } = session;
  const allowedNetworks = allowNetwork ?? environment.allowedNetworks ?? [];
  const hub = await openHub({
    ...options,
    corsOrigins: corsOrigin,
    allowedNetworks,
    rateLimits: rateLimit ?? environment.rateLimits,
    dailyBudgets: dailyBudget ?? environment.dailyBudgets,
    mail: mailSettings({
      smtpUrl: smtp ?? environment.smtpUrl,
      mailFrom: mailFrom ?? environment.mailFrom,
    }),
    oidcIssuers: pairIssuers(
      oidcIssuer ?? environment.oidcIssuers,
      oidcAudience ?? environment.oidcAudiences,
    ),
    dataFolder,
    terminal,
  });
  const { verbose, logFormat } = options;
  const service = sync
    ? await openSync({ hub, session, port: syncPort, allowedNetworks, allowFolder, verbose, logFormat })
    : undefined;
  const { secret, path, created } = hub.adminKey;
  const syncUrl = service?.url ?? null;
  terminal.result({ url: hub.url, syncUrl, dataFolder, adminKeyFile: path, pid: process.pid }, () =>
    [
      `${terminal.paint("strong", "AssetQL")} is up at ${terminal.paint("accent", hub.url)}`,
      ...(syncUrl === null ? [] : [`  sync service   ${syncUrl}`]),
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
  // First what works for the hub, so that it can give its work back.
  await service?.stop();
  await hub.stop();
  terminal.note("Stopped.");
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
