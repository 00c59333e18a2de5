import { setTimeout as wait } from "node:timers/promises";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Receipt } from "@assetql/contract";
import type { AssetProps, BulkActionProps, EntryProps } from "contentful-management";
import { z } from "zod";
import { linkTo, statusOf } from "./asset-fields.ts";
import { provenanceIdOf } from "./ids.ts";
import { inChunks } from "./in-chunks.ts";
import { CONTENTFUL_LIMITS } from "./limits.ts";
import { assetsById, entriesById } from "./observe.ts";
import type { Patience } from "./process-files.ts";
import type { ChangeSession } from "./session.ts";

type Link = ReturnType<typeof linkTo<"Asset" | "Entry">> & { sys: { version: number } };

/**
 * Publishes together what was left for the end, up to 200 at once. What is published already is passed over, so that
 * this may run again. Throws `refused` when Contentful would not publish some; the others are published.
 */
export async function publishTogether(
  session: ChangeSession,
  receipts: readonly Receipt[],
  patience: Patience,
): Promise<void> {
  const ids = receipts.flatMap(({ remoteId, after }) =>
    remoteId !== null && after.status === "published" ? [remoteId] : [],
  );
  const links = await unpublished(session, ids);
  const refused: string[] = [];
  for (const [index, chunk] of inChunks(links, CONTENTFUL_LIMITS.bulkItems).entries()) {
    const failed = await session.context.step(`publish-together-${index}`, () =>
      publishChunk(session, chunk, patience),
    );
    refused.push(...failed);
  }
  if (refused.length === 0) return;
  const some = refused.slice(0, 5).join(", ");
  throw new ConnectorError(
    "refused",
    `Contentful would not publish ${refused.length} of ${links.length}: ${some}. They are there as drafts.`,
  );
}

async function unpublished(session: ChangeSession, ids: readonly string[]): Promise<Link[]> {
  const assets = await assetsById(session, ids);
  const entries =
    session.config.provenanceType === null
      ? new Map<string, EntryProps>()
      : await entriesById(session, ids.map(provenanceIdOf));
  const linkOf = (linkType: "Asset" | "Entry", { sys }: AssetProps | EntryProps): Link => {
    const link = linkTo(linkType, sys.id);
    return { sys: { ...link.sys, version: sys.version } };
  };
  // The image before what points at it.
  return [
    ...[...assets.values()].filter(isDue).map((asset) => linkOf("Asset", asset)),
    ...[...entries.values()].filter(isDue).map((entry) => linkOf("Entry", entry)),
  ];
}

function isDue(entity: AssetProps | EntryProps): boolean {
  const status = statusOf(entity);
  return status === "draft" || status === "changed";
}

/** One bad item fails a bulk action as a whole: it is sent again without them. The ids of the bad ones. */
async function publishChunk(
  session: ChangeSession,
  links: readonly Link[],
  patience: Patience,
): Promise<string[]> {
  const failed = await runBulk(session, links, patience);
  if (failed.length === 0) return [];
  const rest = links.filter(({ sys }) => !failed.includes(sys.id));
  if (rest.length > 0 && rest.length < links.length) failed.push(...(await runBulk(session, rest, patience)));
  return failed;
}

async function runBulk(
  { client, context, config }: ChangeSession,
  items: readonly Link[],
  patience: Patience,
): Promise<string[]> {
  const entities = { sys: { type: "Array" as const }, items: [...items] };
  const { spaceId, environmentId } = config;
  const { sys } = await client.bulkAction.publish({ spaceId, environmentId }, { entities });
  const until = context.now() + patience.processingMs * 5;
  for (let pause = patience.firstPauseMs; ; pause = Math.min(pause * 1.5, patience.longestPauseMs)) {
    await wait(pause, undefined, { signal: context.signal });
    const action: BulkActionProps = await client.bulkAction.get({
      spaceId,
      environmentId,
      bulkActionId: sys.id,
    });
    if (action.sys.status === "succeeded") return [];
    if (action.sys.status === "failed") return failedIds(action, items);
    if (context.now() > until) {
      throw new ConnectorError(
        "timed-out",
        "Contentful has not finished publishing. Look again in a few minutes.",
      );
    }
  }
}

const failureSchema = z.object({
  details: z.object({
    errors: z.array(z.object({ entity: z.object({ sys: z.object({ id: z.string() }) }) })),
  }),
});

function failedIds({ error }: BulkActionProps, items: readonly Link[]): string[] {
  const parsed = failureSchema.safeParse(error);
  return parsed.success
    ? parsed.data.details.errors.map(({ entity }) => entity.sys.id)
    : items.map(({ sys }) => sys.id);
}
