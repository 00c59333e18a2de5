import { ApiProblemError, type Client } from "@assetql/client";
import { announcedManifest, type Connector } from "@assetql/connector-sdk";
import type { Target } from "@assetql/contract";
import { BridgeProblemError } from "../session/problems.ts";

interface Project {
  readonly checkout: string;
  readonly projectName: string;
}

interface Announced {
  readonly hostId: string;
  readonly connector: Connector;
}

const MOST_NAME = 120;

/**
 * The target of a copy of a project, made if there is none. Announces the connector, without which the hub takes none.
 * Throws what the client throws, and a BridgeProblemError with the code `forbidden` when the key may not.
 */
export async function ensureTarget(
  client: Pick<Client, "targets" | "work">,
  project: Project,
  { hostId, connector }: Announced,
): Promise<Target> {
  try {
    await client.work.announce({ host: hostId, connectors: [announcedManifest(connector)] });
    return (await findTarget(client, project)) ?? (await createTarget(client, project));
  } catch (error) {
    if (!(error instanceof ApiProblemError) || error.code !== "forbidden") throw error;
    const detail =
      "The bridge's API key may not publish to this project: that takes the role admin. Start the bridge with such a key; everything but pulling works with this one.";
    throw new BridgeProblemError("forbidden", detail);
  }
}

async function findTarget(
  { targets }: Pick<Client, "targets">,
  { checkout }: Project,
): Promise<Target | undefined> {
  for await (const target of targets.listAll({ limit: 200 })) {
    if (target.connector === "unity" && target.config.checkout === checkout) return target;
  }
  return undefined;
}

const createTarget = (
  { targets }: Pick<Client, "targets">,
  { checkout, projectName }: Project,
): Promise<Target> =>
  targets.create({
    name: `Unity: ${projectName}`.slice(0, MOST_NAME),
    connector: "unity",
    config: { checkout, project: projectName },
  });
