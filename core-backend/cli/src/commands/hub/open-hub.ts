import { availableParallelism } from "node:os";
import {
  DatabaseTooNewError,
  DataFolderInUseError,
  type Hub,
  PortUnavailableError,
  startHub,
} from "@assetql/embedded";
import { createDraftGenerator } from "@assetql/generators";
import { failed } from "../../errors.ts";
import { createLog } from "../../log.ts";
import type { Terminal } from "../../output/terminal.ts";
import { version } from "../../version.ts";

export interface OpenHubOptions {
  readonly dataFolder: string;
  readonly port: number;
  readonly host?: string | undefined;
  readonly concurrency?: number | undefined;
  readonly threads?: number | undefined;
  readonly corsOrigins?: readonly string[] | undefined;
  readonly verbose: boolean;
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
      log: createLog(options.terminal, options.verbose ? "info" : "warn"),
      version,
      corsOrigins: options.corsOrigins ?? [],
      settings: options.concurrency === undefined ? {} : { concurrency: options.concurrency },
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
  const expected =
    error instanceof DataFolderInUseError ||
    error instanceof DatabaseTooNewError ||
    error instanceof PortUnavailableError;
  return expected ? failed(error.message) : error;
}
