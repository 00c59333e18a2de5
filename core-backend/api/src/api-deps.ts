import type { Health } from "@assetql/contract";
import type { CoreDeps } from "@assetql/core";
import type { Log } from "@assetql/core/ports";
import type { ApiRateLimits } from "./http/rate-limit.ts";
import type { Metrics } from "./metrics/metrics.ts";

/** What a home gives the API. */
export interface ApiDeps {
  readonly core: CoreDeps;
  readonly version: string;
  health(): Promise<Health>;
  /** While true, everything but `/health` is answered with the problem `unavailable`. */
  isStopping?(): boolean;
  /** Origins of the web pages that may call the API, as in `https://studio.example`. */
  readonly corsOrigins: readonly string[];
  /** Serves the signed URLs under `/files/`, where the home has them itself. */
  readonly files?: (request: Request) => Promise<Response>;
  /** None are held when absent. */
  readonly rateLimits?: ApiRateLimits;
  /** Made by the API itself when absent, without the measures that only a home can take. */
  readonly metrics?: Metrics;
  readonly log: Log;
}
