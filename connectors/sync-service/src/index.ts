export { allConnectors } from "./connectors/connectors.ts";
export type { RegisteredConnector } from "./connectors/registry.ts";
export type { ContentfulAppSettings } from "./contentful-app/settings.ts";
export type { HookSettings } from "./hooks/hook-secrets.ts";
export { PortUnavailableError } from "./http/http-server.ts";
export { createJsonLog } from "./log/service-log.ts";
export { createSyncService } from "./service/create-sync-service.ts";
export type { SyncService, SyncServiceOptions, Timings } from "./service/options.ts";
export { DEFAULT_SYNC_PORT, readSettings, SettingsError } from "./settings/settings.ts";
