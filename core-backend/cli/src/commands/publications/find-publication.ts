import type { Client } from "@assetql/client";
import { type Publication, publicationIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";

/** A publication by id, or `latest`: the newest one, or of those that fit the one that was applied last. */
export async function findPublication(
  client: Client,
  text: string,
  fits?: (publication: Publication) => boolean,
): Promise<Publication> {
  if (text === "latest") return latestOf(client, fits);
  const id = publicationIdSchema.safeParse(text);
  if (id.success) return client.publications.get(id.data);
  throw wrongInput(
    `${JSON.stringify(text)} is no id of a publication. \`assetql publications list\` shows them; \`latest\` is the newest.`,
  );
}

async function latestOf(client: Client, fits?: (publication: Publication) => boolean): Promise<Publication> {
  let latest: Publication | undefined;
  let isThere = false;
  // The newest first; an older one may have been applied later.
  for await (const publication of client.publications.listAll({ limit: 200 })) {
    if (fits === undefined) return publication;
    isThere = true;
    if (!fits(publication)) continue;
    if (latest === undefined || lastWritten(publication) > lastWritten(latest)) latest = publication;
  }
  if (latest !== undefined) return latest;
  throw wrongInput(
    isThere
      ? "No publication has written anything that could be taken back. `assetql publications list` shows them."
      : "There is no publication yet. `assetql publish` makes one.",
  );
}

/** When it was applied; of one that is not wholly applied yet, when anything was last done about it. */
const lastWritten = ({ appliedAt, updatedAt }: Publication): number => appliedAt ?? updatedAt;
