import type { Client } from "@assetql/client";
import { type Publication, publicationIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";

/** A publication by id, or the newest one: `latest`. */
export async function findPublication(client: Client, text: string): Promise<Publication> {
  if (text === "latest") {
    const { items } = await client.publications.list({ limit: 1 });
    const [newest] = items;
    if (newest === undefined) throw wrongInput("There is no publication yet. `assetql publish` makes one.");
    return newest;
  }
  const id = publicationIdSchema.safeParse(text);
  if (id.success) return client.publications.get(id.data);
  throw wrongInput(
    `${JSON.stringify(text)} is no id of a publication. \`assetql publications list\` shows them; \`latest\` is the newest.`,
  );
}
