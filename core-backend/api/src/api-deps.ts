import type { Health } from "@assetql/contract";
import type { CoreDeps } from "@assetql/core";
import type { Log } from "@assetql/core/ports";

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
  readonly log: Log;
}
