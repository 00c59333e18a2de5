import { createHmac } from "node:crypto";
import type { Connector } from "@assetql/connector-sdk";
import { z } from "zod";
import type { ConnectorRegistry } from "../connectors/registry.ts";
import type { ListedTarget } from "../hub/target-directory.ts";
import { type Log, wordsOf } from "../log/service-log.ts";

export interface HookSettings {
  /** What the secrets of all targets are derived from; at least 32 characters. Without it none are. */
  readonly secret?: string | undefined;
  /** By target id: secrets that a platform has already, and cannot have two of. */
  readonly secrets?: ReadonlyMap<string, string> | undefined;
}

export interface HookSecrets {
  /** The secret that is derived for a target, for operators to enter at the platform; undefined without a source. */
  derived(listed: ListedTarget): string | undefined;
  /** What the webhooks of a target may be signed with, as far as it is known. */
  known(listed: ListedTarget): readonly string[];
  /** Has a host work for the target, which brings its credentials; at most once a minute. */
  learn(listed: ListedTarget): Promise<void>;
  /** The connector, remembering the `webhookSecret` of the credentials it works with. */
  watch(connector: Connector): Connector;
}

const LEARN_AGAIN_MS = 60_000;
const credentialsSchema = z.object({ webhookSecret: z.string().min(1) });

interface SecretsDeps {
  readonly settings: HookSettings;
  readonly scopeOf: ConnectorRegistry["hookScopeOf"];
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Credentials leave the hub only with work for a host. A webhook is no work, so this remembers, for as long as the
 * process lives, what the last work for its target has brought; and there is a secret which needs no credentials:
 * derived from the service's own, 64 hexadecimal digits, as Contentful wants them and Standard Webhooks can read them.
 */
export function createHookSecrets({ settings, scopeOf, now, log }: SecretsDeps): HookSecrets {
  const remembered = new Map<string, string>();
  const learntAt = new Map<string, number>();
  const derived = ({ target, workspace }: ListedTarget): string | undefined => {
    if (settings.secret === undefined) return undefined;
    // A JSON array: no two scopes have the same text.
    return createHmac("sha256", settings.secret)
      .update(JSON.stringify(["hook", workspace.id, target.connector, scopeOf(target)]))
      .digest("hex");
  };
  const remember = (targetId: string, credentials: unknown): void => {
    const parsed = credentialsSchema.safeParse(credentials);
    if (parsed.success) remembered.set(targetId, parsed.data.webhookSecret);
    else remembered.delete(targetId);
  };
  return {
    derived,
    known(listed) {
      const { id } = listed.target;
      const given = settings.secrets?.get(id);
      return [given, remembered.get(id), derived(listed)].filter((secret) => secret !== undefined);
    },
    async learn({ target, workspace }) {
      const at = learntAt.get(target.id);
      if (!target.hasCredentials || (at !== undefined && now() - at < LEARN_AGAIN_MS)) return;
      learntAt.set(target.id, now());
      try {
        await workspace.client.call("checkTarget", { params: { id: target.id } });
      } catch (error) {
        log("warn", "A target's secret for webhooks could not be learnt", {
          target: target.id,
          error: wordsOf(error),
        });
      }
    },
    watch(connector) {
      const look = (context: { readonly targetId: string; credentials(): Promise<unknown> }): Promise<void> =>
        context.credentials().then(
          (credentials) => remember(context.targetId, credentials),
          // The connector meets the same problem, and says so.
          () => undefined,
        );
      if (connector.receive === undefined) return connector;
      return {
        ...connector,
        async check(context) {
          await look(context);
          return connector.check(context);
        },
        async listItems(context, query, cursor) {
          await look(context);
          return connector.listItems(context, query, cursor);
        },
      };
    },
  };
}
