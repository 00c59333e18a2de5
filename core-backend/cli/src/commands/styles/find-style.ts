import type { Client } from "@assetql/client";
import { type StyleProfile, styleProfileIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";

/** A style profile by id, or by its whole name in any case. Throws a usage error when none or several fit. */
export async function findStyle(client: Client, idOrName: string): Promise<StyleProfile> {
  const id = styleProfileIdSchema.safeParse(idOrName);
  if (id.success) return client.styles.get(id.data);
  const wanted = idOrName.trim().toLowerCase();
  const named: StyleProfile[] = [];
  for await (const style of client.styles.listAll()) {
    if (style.name.toLowerCase() === wanted) named.push(style);
  }
  const [found, ...others] = named;
  if (found === undefined) {
    throw wrongInput(
      `There is no style profile named ${JSON.stringify(idOrName)}. \`assetql styles list\` shows them.`,
    );
  }
  if (others.length > 0) {
    const ids = named.map((style) => style.id).join(", ");
    throw wrongInput(
      `${named.length} style profiles are named ${JSON.stringify(idOrName)}; choose by id: ${ids}`,
    );
  }
  return found;
}
