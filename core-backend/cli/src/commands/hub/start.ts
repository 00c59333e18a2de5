import type { Hub } from "@assetql/embedded";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { untilInterrupted } from "../../interruption.ts";
import { logFormats } from "../../log.ts";
import { numeric } from "../../option-values.ts";
import type { Session } from "../../session.ts";
import { allowedFolders } from "./folder-options.ts";
import { dailyBudgetsSchema, rateLimitSchema } from "./limit-options.ts";
import { mailSettings } from "./mail-options.ts";
import { networksSchema } from "./network-options.ts";
import { oidcOptions, pairIssuers } from "./oidc-options.ts";
import { openBridge } from "./open-bridge.ts";
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
  bridge: z.boolean().default(false),
  bridgePort: numeric(z.int().min(0).max(65_535).optional()),
  verbose: z.boolean().default(false),
  logFormat: z.enum(logFormats).optional(),
});

type Options = z.output<typeof startOptions>;

/** Runs the hub until it is interrupted, and then stops it well: that is success. */
export async function start(session: Session, { options }: CommandInput<Options>): Promise<void> {
  const { terminal, dataFolder, signal } = session;
  if (options.bridgePort !== undefined && !options.bridge) {
    throw wrongInput("--bridge-port is of the Unity bridge, which --bridge starts.");
  }
  const { hub, service, bridge } = await open(session, options);
  const beside = { syncUrl: service?.url ?? null, bridgeUrl: bridge?.address ?? null };
  const adminKeyFile = hub.adminKey.path;
  terminal.result({ url: hub.url, ...beside, dataFolder, adminKeyFile, pid: process.pid }, () =>
    greeting(session, hub, beside),
  );
  await untilInterrupted(signal);
  terminal.note("Stopping; work in progress is kept for the next start ...");
  // First what works for the hub, so that it can give its work back.
  await bridge?.stop();
  await service?.stop();
  await hub.stop();
  terminal.note("Stopped.");
}

/** The hub, the sync service beside it unless it is not wanted, and the bridge to Unity if it is. */
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
    bridge,
    bridgePort,
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
  const beside = { hub, session, verbose, logFormat };
  const networks = { allowedNetworks, allowedFolders: folders };
  const service = sync ? await openSync({ ...beside, ...networks, port: syncPort }) : undefined;
  const opened = bridge ? await openBridge({ ...beside, service, port: bridgePort }) : undefined;
  return { hub, service, bridge: opened };
}

function greeting(
  { terminal, dataFolder }: Session,
  hub: Hub,
  { syncUrl, bridgeUrl }: { readonly syncUrl: string | null; readonly bridgeUrl: string | null },
): string {
  const { secret, path, created } = hub.adminKey;
  return [
    `${terminal.paint("strong", "AssetQL")} is up at ${terminal.paint("accent", hub.url)}`,
    ...(syncUrl === null ? [] : [`  sync service   ${syncUrl}`]),
    ...(bridgeUrl === null ? [] : [`  Unity bridge   ${bridgeUrl}  (open projects find it by themselves)`]),
    `  data folder    ${dataFolder}`,
    `  admin API key  ${path}`,
    ...(created
      ? [`                 ${terminal.paint("strong", secret)}  (shown this once; the file keeps it)`]
      : []),
    "  Stop it with Ctrl-C.",
  ].join("\n");
}
