import { availableParallelism } from "node:os";
import { ProblemError } from "@assetql/contract";
import type { DailyBudget } from "@assetql/core";
import {
  AllowedNetworkError,
  DatabaseTooNewError,
  DataFolderInUseError,
  FolderUnusableError,
  type Hub,
  type HubOptions,
  type MailSettings,
  MailSettingsError,
  PortUnavailableError,
  startHub,
} from "@assetql/embedded";
import { createDraftGenerator } from "@assetql/generators";
import { failed, wrongInput } from "../../errors.ts";
import { createLog, type LogFormat } from "../../log.ts";
import type { Terminal } from "../../output/terminal.ts";
import { version } from "../../version.ts";

export interface OpenHubOptions {
  readonly dataFolder: string;
  readonly port: number;
  readonly host?: string | undefined;
  readonly concurrency?: number | undefined;
  readonly threads?: number | undefined;
  readonly corsOrigins?: readonly string[] | undefined;
  readonly rateLimits?: HubOptions["rateLimits"] | undefined;
  readonly trustProxy?: boolean | undefined;
  readonly dailyBudgets?: Readonly<Record<string, DailyBudget>> | undefined;
  readonly mail?: MailSettings | undefined;
  readonly oidcIssuers?: HubOptions["oidcIssuers"] | undefined;
  readonly allowedNetworks?: HubOptions["allowedNetworks"] | undefined;
  readonly verbose: boolean;
  readonly logFormat?: LogFormat | undefined;
  readonly terminal: Terminal;
}

/** Home one, composed: the hub with the draft renderer. What keeps it from starting becomes a sentence. */
export async function openHub(options: OpenHubOptions): Promise<Hub> {
  const generator = createDraftGenerator({ threads: options.threads ?? availableParallelism() });
  try {
    const hub = await startHub({
      dataFolder: options.dataFolder,
      port: options.port,
      host: options.host ?? "127.0.0.1",
      generator,
      log: createLog(options.terminal, {
        least: options.verbose ? "info" : "warn",
        format: options.logFormat,
      }),
      version,
      corsOrigins: options.corsOrigins ?? [],
      rateLimits: options.rateLimits ?? {},
      trustProxy: options.trustProxy ?? false,
      ...(options.mail === undefined ? {} : { mail: options.mail }),
      oidcIssuers: options.oidcIssuers ?? [],
      allowedNetworks: options.allowedNetworks ?? [],
      settings: {
        ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
        ...(options.dailyBudgets === undefined ? {} : { dailyBudgets: options.dailyBudgets }),
      },
    });
    return {
      ...hub,
      stop: async () => {
        await hub.stop();
        await generator.close();
      },
    };
  } catch (error) {
    await generator.close();
    throw asSentence(error);
  }
}

function asSentence(error: unknown): unknown {
  const isWrong =
    error instanceof ProblemError ||
    error instanceof MailSettingsError ||
    error instanceof AllowedNetworkError;
  if (isWrong) return wrongInput(error.message);
  const expected =
    error instanceof DataFolderInUseError ||
    error instanceof FolderUnusableError ||
    error instanceof DatabaseTooNewError ||
    error instanceof PortUnavailableError;
  return expected ? failed(error.message) : error;
}
