import { join } from "node:path";
import { type Hub, keptAdminKey, loadKeyFile } from "@assetql/embedded";
import type { SyncService } from "@assetql/sync-service";
import { failed, wrongInput } from "../../errors.ts";
import { createLog, type LogFormat } from "../../log.ts";
import type { Session } from "../../session.ts";

export interface OpenSyncOptions {
  readonly hub: Hub;
  readonly session: Session;
  /** Undefined: the usual one, or a free one where that is taken. */
  readonly port: number | undefined;
  readonly allowedNetworks: readonly string[];
  /** Whole paths. */
  readonly allowedFolders: readonly string[];
  readonly verbose: boolean;
  readonly logFormat?: LogFormat | undefined;
}

/** The file that the secrets of webhooks are derived from. */
const hookSecretPath = (dataFolder: string): string => join(dataFolder, "secrets", "hook-secret");

/**
 * The sync service beside the hub, with the hub's own key. What keeps it from starting stops the hub and becomes a
 * sentence.
 */
export async function openSync(options: OpenSyncOptions): Promise<SyncService> {
  // Its connectors bring large libraries, which no other command needs.
  const sync = await import("@assetql/sync-service");
  const { hub, session } = options;
  const log = createLog(session.terminal, {
    least: options.verbose ? "info" : "warn",
    format: options.logFormat,
  });
  const fixed = options.port?.toString() ?? session.variables.ASSETQL_SYNC_PORT ?? "";
  try {
    const settings = sync.readSettings({
      ASSETQL_HOOK_SECRET: hookSecret(hub.dataFolder),
      ...given(session.variables),
      ASSETQL_URL: hub.url,
      ASSETQL_API_KEY: hub.adminKey.secret,
      ASSETQL_SYNC_PORT: fixed,
    });
    const service = {
      ...settings,
      // Another one, once `keys rotate` has put it there.
      apiKey: () => keptAdminKey(hub.dataFolder) ?? hub.adminKey.secret,
      allowNetworks: options.allowedNetworks,
      allowedFolders: options.allowedFolders,
      log,
    };
    const start = (port: number): Promise<SyncService> => sync.createSyncService({ ...service, port });
    return await start(settings.port).catch((error: unknown) => {
      if (fixed !== "" || !(error instanceof sync.PortUnavailableError)) throw error;
      return start(0);
    });
  } catch (error) {
    await hub.stop();
    if (error instanceof sync.SettingsError) throw wrongInput(error.message);
    if (error instanceof sync.PortUnavailableError) throw failed(error.message);
    throw error;
  }
}

/** Empty variables count as none. */
const given = (variables: Session["variables"]): Session["variables"] =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));

function hookSecret(dataFolder: string): string {
  const key = loadKeyFile(
    hookSecretPath(dataFolder),
    (file, bytes) =>
      new Error(
        `${file} has ${bytes} bytes instead of 32. Delete it to have a new one made; webhooks need new secrets then.`,
      ),
  );
  return Buffer.from(key).toString("base64url");
}
