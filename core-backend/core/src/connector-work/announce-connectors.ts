import type { AnnounceConnectors, ConnectorManifest, InputProblem } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { type Action, put } from "../ports/index.ts";
import { invalidMember, invalidRequest } from "../shared/invalid-request.ts";
import {
  type AnnouncedConnector,
  announcedConnectors,
  announcedId,
  scopeOf,
} from "../targets/announced-connectors.ts";
import { isUsableSchema } from "../targets/check-settings.ts";

/** A manifest is forms and a few words. */
const MANIFEST_BYTES = 100_000;

/**
 * Remembers which connectors a host runs: for every workspace with an operator's key, else for the key's own. Saying
 * the same again only tells that the host is there. Throws the problem `request-invalid`.
 */
export async function announceConnectors(
  { store, clock, random }: Pick<CoreDeps, "store" | "clock" | "random">,
  principal: Principal,
  { host, connectors }: AnnounceConnectors,
): Promise<void> {
  const problems = connectors.flatMap(problemsOfManifest);
  if (problems.length > 0) throw invalidRequest(problems);
  const scope = scopeOf(principal);
  const now = clock.now();
  const byName = new Map(connectors.map((manifest) => [manifest.name, manifest]));
  const next = [...byName.values()].map((manifest) => ({
    ...manifest,
    id: announcedId(scope, manifest.name),
    scope,
    host,
    hostSeenAt: now,
  }));
  const before = await store.getMany(
    announcedConnectors,
    next.map(({ id }) => id),
  );
  const same = new Set(before.map(({ value }) => told(value)));
  const isNews = next.some((connector) => !same.has(told(connector)));
  const news: Action[] = isNews
    ? [
        audit({ clock, random }, principal, {
          action: "connectors.announced",
          subject: scope,
          after: { host, connectors: next.map(({ name }) => name) },
        }),
      ]
    : [];
  await store.transact([...next.map((connector) => put(announcedConnectors, connector)), ...news]);
}

/** Everything but when. */
const told = ({ hostSeenAt: _, ...rest }: AnnouncedConnector): string =>
  JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));

function problemsOfManifest(manifest: ConnectorManifest, index: number): readonly InputProblem[] {
  const path = `connectors[${index}]`;
  if (Buffer.byteLength(JSON.stringify(manifest)) > MANIFEST_BYTES) {
    return [invalidMember(path, `${path} must have at most ${MANIFEST_BYTES / 1000} KB.`)];
  }
  const { configSchema, credentialsSchema } = manifest;
  return Object.entries({ configSchema, credentialsSchema })
    .filter(([, schema]) => schema !== null && !isUsableSchema(schema))
    .map(([name]) => invalidMember(`${path}.${name}`, `${path}.${name} is no JSON Schema that can be used.`));
}
