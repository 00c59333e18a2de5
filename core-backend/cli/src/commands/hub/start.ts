import type { Hub } from "@assetql/embedded";
import { z } from "zod";
import type { CommandInput } from "../../handler.ts";
import { logFormats } from "../../log.ts";
import { numeric } from "../../option-values.ts";
import type { Session } from "../../session.ts";
import { allowedFolders } from "./folder-options.ts";
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

type Options = z.output<typeof startOptions>;

/** Runs the hub until it is interrupted, and then stops it well: that is success. */
export async function start(session: Session, { options }: CommandInput<Options>): Promise<void> {
  const { terminal, dataFolder, signal } = session;
  const { hub, service } = await open(session, options);
  const syncUrl = service?.url ?? null;
  const adminKeyFile = hub.adminKey.path;
  terminal.result({ url: hub.url, syncUrl, dataFolder, adminKeyFile, pid: process.pid }, () =>
    greeting(session, { hub, syncUrl }),
  );
  await interrupted(signal);
  terminal.note("Stopping; work in progress is kept for the next start ...");
  // First what works for the hub, so that it can give its work back.
  await service?.stop();
  await hub.stop();
  terminal.note("Stopped.");
}

/** The hub, and the sync service beside it unless it is not wanted. */
async function open(
  session: Session,
  {
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
  }: Options,
) {
  const { environment } = session;
  const { verbose, logFormat } = options;
  const allowedNetworks = allowNetwork ?? environment.allowedNetworks ?? [];
  // Before anything is made: a wrong option leaves no data folder behind.
  const folders = await allowedFolders(session, allowFolder);
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
    dataFolder: session.dataFolder,
    terminal: session.terminal,
  });
  const beside = { hub, session, port: syncPort, allowedNetworks, allowedFolders: folders };
  return { hub, service: sync ? await openSync({ ...beside, verbose, logFormat }) : undefined };
}

function greeting(
  { terminal, dataFolder }: Session,
  { hub, syncUrl }: { readonly hub: Hub; readonly syncUrl: string | null },
): string {
  const { secret, path, created } = hub.adminKey;
  return [
    `${terminal.paint("strong", "AssetQL")} is up at ${terminal.paint("accent", hub.url)}`,
    ...(syncUrl === null ? [] : [`  sync service   ${syncUrl}`]),
    `  data folder    ${dataFolder}`,
    `  admin API key  ${path}`,
    ...(created
      ? [`                 ${terminal.paint("strong", secret)}  (shown this once; the file keeps it)`]
      : []),
    "  Stop it with Ctrl-C.",
  ].join("\n");
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
