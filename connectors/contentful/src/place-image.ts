import { isDeepStrictEqual } from "node:util";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Json } from "@assetql/contract";
import { statusOf } from "./asset-fields.ts";
import { type Place, placeIn } from "./environment.ts";
import { placedIn, withPlacement } from "./placement.ts";
import { hasCode } from "./problems.ts";
import type { ChangeSession } from "./session.ts";
import { publishStep } from "./states.ts";

export interface PlaceWrite {
  readonly entryId: string;
  readonly assetId: string;
  readonly title: string;
  readonly value: Json;
  /** What was in the place when the change was decided. */
  readonly before: Json;
}

/**
 * Links the image from its entry, or takes the link back. An entry that was published as it stood is published
 * again; one with an editor's unpublished changes is not, since that would publish those, too. Returns a warning
 * then. Throws `item-deleted`, `changed-meanwhile`, `config-invalid`.
 */
export async function placeImage(session: ChangeSession, write: PlaceWrite): Promise<string | undefined> {
  const { context, config } = session;
  const placed = await context.step("placement", () => link(session, write), {
    find: () => findLinked(session, write),
  });
  if (!placed.wasLive) return placed.isPending ? pendingWarning : undefined;
  if (!config.publish) return undefined;
  const subject = { kind: "entry" as const, id: write.entryId, key: "entry" };
  return (await publishStep(session, subject, placed.version)) ? undefined : pendingWarning;
}

const pendingWarning =
  "The entry has changes that nobody has published yet, so it was not published again: publish it in Contentful for the image to show.";

type Placed = {
  readonly version: number;
  /** It was published, without unpublished changes. */
  readonly wasLive: boolean;
  readonly isPending: boolean;
};

async function link(session: ChangeSession, write: PlaceWrite): Promise<Placed> {
  const { client } = session;
  const { entryId, assetId } = write;
  const entry = await getEntry(session, entryId);
  const place = placeOf(session, entry.sys.contentType.sys.id);
  const now = placedIn(entry, place, assetId);
  const status = statusOf(entry);
  if (status === "archived") {
    throw new ConnectorError("item-deleted", "The entry that the image is for is archived in Contentful.");
  }
  if (isDeepStrictEqual(now, write.value)) return { version: entry.sys.version, ...stateOf(status) };
  if (!isDeepStrictEqual(now, write.before)) {
    throw new ConnectorError(
      "changed-meanwhile",
      `An editor chose another image for the entry of “${write.title}” after the plan was made. It stays; make a new plan.`,
    );
  }
  const fields = withPlacement(entry, place, { value: write.value, ours: assetId });
  const { sys } = await client.entry.update({ entryId }, { ...entry, fields });
  return { version: sys.version, ...stateOf(status) };
}

const stateOf = (status: ReturnType<typeof statusOf>) => ({
  wasLive: status === "published",
  isPending: status === "changed",
});

/**
 * After a crash: the link is there, and one write after a publication is that write. More than one, and an editor's
 * changes are among them.
 */
async function findLinked(session: ChangeSession, write: PlaceWrite): Promise<Placed | undefined> {
  const entry = await getEntry(session, write.entryId);
  const place = placeOf(session, entry.sys.contentType.sys.id);
  if (!isDeepStrictEqual(placedIn(entry, place, write.assetId), write.value)) return undefined;
  const { version, publishedVersion } = entry.sys;
  const wasLive = publishedVersion !== undefined && version <= publishedVersion + 2;
  return { version, wasLive, isPending: publishedVersion !== undefined && !wasLive };
}

async function getEntry({ client }: ChangeSession, entryId: string) {
  try {
    return await client.entry.get({ entryId });
  } catch (error) {
    if (!hasCode(error, "item-deleted")) throw error;
    throw new ConnectorError("item-deleted", "The entry that the image is for was deleted in Contentful.");
  }
}

function placeOf({ facts, config }: ChangeSession, contentTypeId: string): Place {
  const place = placeIn(facts, config, contentTypeId);
  if (place !== undefined) return place;
  throw new ConnectorError("config-invalid", "The target names no field for images.");
}
