import type { Client } from "@assetql/client";
import { type StyleProfile, type StyleProfileId, styleProfileIdSchema } from "@assetql/contract";
import { wrongInput } from "../../errors.ts";

/** A style profile by id, or by its whole name in any case. Throws a usage error when none or several fit. */
export async function findStyle(client: Client, idOrName: string): Promise<StyleProfile> {
  const id = styleProfileIdSchema.safeParse(idOrName);
  if (id.success) return client.styles.get(id.data);
  const named = await stylesNamed(client, idOrName);
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

/**
 * Throws a usage error when a style profile other than `except` has the name, in any case: commands find style
 * profiles by name, and the hub lets several share one.
 */
export async function assertNameFree(client: Client, name: string, except?: StyleProfileId): Promise<void> {
  const taken = (await stylesNamed(client, name)).find((style) => style.id !== except);
  if (taken === undefined) return;
  throw wrongInput(
    `There is a style profile named ${JSON.stringify(taken.name)} already: ${taken.id}. Choose another name, or give that one another with \`assetql styles rename\`.`,
  );
}

async function stylesNamed(client: Client, name: string): Promise<readonly StyleProfile[]> {
  const wanted = name.trim().toLowerCase();
  const named: StyleProfile[] = [];
  for await (const style of client.styles.listAll()) {
    if (style.name.toLowerCase() === wanted) named.push(style);
  }
  return named;
}
