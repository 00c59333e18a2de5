import type { Work } from "@assetql/contract";
import type { z } from "zod";
import type { Connector } from "../contract/connector.ts";
import { ConnectorError, type ConnectorErrorCode } from "../contract/connector-error.ts";
import type { CredentialsOptions } from "../contract/context.ts";
import type { CredentialKeys } from "./credential-keys.ts";
import type { HostOptions } from "./host-options.ts";

/** A target's settings by the connector's schema. Throws a ConnectorError with the code `config-invalid`. */
export function parseConfig({ manifest }: Connector, config: unknown): unknown {
  return parse(manifest.configSchema, config, { code: "config-invalid", what: "setting" });
}

export interface CredentialSource {
  readonly keys: CredentialKeys;
  readonly own: HostOptions["credentials"] | undefined;
}

/** A target's credentials by the connector's schema. Throws ConnectorErrors of the codes `credentials-…`. */
export async function openCredentials(
  { manifest }: Connector,
  { work, ...options }: CredentialsOptions & { readonly work: Work },
  { keys, own }: CredentialSource,
): Promise<unknown> {
  if (manifest.credentialsSchema === null) return null;
  const sealed = work.credentials;
  const opened = own ? await own(work, options) : sealed === null ? undefined : await keys.open(sealed);
  if (opened === undefined) {
    const detail = `${work.target.name} has no credentials yet. Enter them in the target's settings.`;
    throw new ConnectorError("credentials-missing", detail);
  }
  return parse(manifest.credentialsSchema, opened, { code: "credentials-missing", what: "credential" });
}

/** Names the member, never its value. */
function parse(
  schema: z.ZodType,
  value: unknown,
  { code, what }: { readonly code: ConnectorErrorCode; readonly what: string },
): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const member = first?.path.join(".") ?? "";
  const named = member === "" ? `The target's ${what}s are` : `The ${what} "${member}" is`;
  throw new ConnectorError(
    code,
    `${named} not right: ${first?.message ?? "see the connector's description"}.`,
  );
}

/** Every text within credentials that is long enough to tell something, to keep it out of logs. */
export function secretsOf(credentials: unknown): string[] {
  if (typeof credentials === "string") return credentials.length >= 6 ? [credentials] : [];
  if (typeof credentials !== "object" || credentials === null) return [];
  return Object.values(credentials).flatMap(secretsOf);
}
