import type { Client } from "@assetql/client";
import { type Publication, publicationIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";

/** A publication by id, or the newest one that fits: `latest`. */
export async function findPublication(
  client: Client,
  text: string,
  fits: (publication: Publication) => boolean = () => true,
): Promise<Publication> {
  if (text === "latest") {
    let isThere = false;
    for await (const publication of client.publications.listAll()) {
      if (fits(publication)) return publication;
      isThere = true;
    }
    throw wrongInput(
      isThere
        ? "No publication has written anything that could be taken back. `assetql publications list` shows them."
        : "There is no publication yet. `assetql publish` makes one.",
    );
  }
  const id = publicationIdSchema.safeParse(text);
  if (id.success) return client.publications.get(id.data);
  throw wrongInput(
    `${JSON.stringify(text)} is no id of a publication. \`assetql publications list\` shows them; \`latest\` is the newest.`,
  );
}
