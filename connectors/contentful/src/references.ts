import { ConnectorError } from "@assetql/connector-sdk";
import { provenanceIdOf } from "./ids.ts";
import type { Session } from "./session.ts";

/** Entries looked at: one of ours, and a few that can be named. */
const LOOK_AT = 5;

interface Use {
  readonly assetId: string;
  readonly title: string;
  /** The entry that has just been unlinked: Contentful's search may not know yet. */
  readonly unlinked: string | null;
}

/** Nothing that an entry still shows is taken away. Throws `refused`, naming the entries. */
export async function checkUnused({ client }: Session, { assetId, title, unlinked }: Use): Promise<void> {
  const query = { links_to_asset: assetId, limit: LOOK_AT };
  const { items } = await client.entry.getMany({ query });
  const others = items
    .map(({ sys }) => sys.id)
    .filter((id) => id !== provenanceIdOf(assetId) && id !== unlinked);
  if (others.length === 0) return;
  throw new ConnectorError(
    "refused",
    `“${title}” is used by entries in Contentful (${others.join(", ")}). Take it out of them first.`,
  );
}
