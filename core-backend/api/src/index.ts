export type { ApiDeps } from "./api-deps.ts";
export { createApi } from "./create-api.ts";
export { type ApiRateLimits, defaultRateLimits } from "./http/rate-limit.ts";
export type { OidcIssuer } from "./identity/issuer.ts";
export { createTokenVerifier, type TokenVerifierOptions } from "./identity/token-verifier.ts";
export { createLiveUpdates, type LiveUpdates } from "./live/live-updates.ts";
export type { LivePeer, LiveSession } from "./live/session.ts";
export { defaultLiveTimings, type LiveTimings } from "./live/timings.ts";
export { createMetrics, type Metrics } from "./metrics/metrics.ts";
