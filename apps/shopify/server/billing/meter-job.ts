import type { Log } from "@assetql/connector-sdk";
import { wordsOf } from "../log/log.ts";

export interface MeterJobDeps {
  readonly shops: () => Promise<readonly string[]>;
  readonly charge: (shop: string) => Promise<void>;
  readonly log: Log;
  /** Between two rounds; ten minutes unless told. */
  readonly everyMs?: number;
}

export interface MeterJob {
  start(): void;
  /** One round over all shops. Never throws: what fails is told, and tried again with the next round. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 10 * 60_000;

export function createMeterJob({ shops, charge, log, everyMs = EVERY_MS }: MeterJobDeps): MeterJob {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const round = async (): Promise<void> => {
    try {
      for (const shop of await shops()) {
        if (isStopped) return;
        await charge(shop).catch((error: unknown) =>
          log("warn", "Usage could not be charged; it is tried again", { shop, error: wordsOf(error) }),
        );
      }
    } catch (error) {
      log("warn", "The shops cannot be read", { error: wordsOf(error) });
    }
  };
  const run = (): Promise<void> => {
    running = running.then(round);
    return running;
  };
  return {
    start() {
      timer ??= setInterval(() => void run(), everyMs);
      timer.unref();
    },
    run,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
