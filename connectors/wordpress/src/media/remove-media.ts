import { ConnectorError } from "@assetql/connector-sdk";
import { z } from "zod";
import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import { withQuery } from "../api/query.ts";
import { refusedWith } from "../api/wordpress-error.ts";
import type { MediaChangeContext } from "./media-context.ts";

export interface Removal {
  readonly externalId: string;
  readonly attachment: number;
  readonly byPlugin: boolean;
  /** Into the trash, on sites that have one for media. */
  readonly toTrash?: boolean;
}

const goneSchema = z.unknown();
const contentsSchema = z.array(z.object({ id: z.int(), content: z.object({ raw: z.string() }) }));

/** Deletes an image, unless a post still shows it. One that is gone already is what was wanted. */
export async function removeMedia(context: MediaChangeContext, site: Site, removal: Removal): Promise<void> {
  await context.step("remove", async () => {
    try {
      await (removal.byPlugin ? removeByPlugin(site, removal) : removeByWordPress(site, removal));
    } catch (error) {
      if (!refusedWith(error, "assetql_not_found", "rest_post_invalid_id", "rest_already_trashed"))
        throw error;
    }
    return null;
  });
}

async function removeByPlugin(site: Site, { externalId, toTrash }: Removal): Promise<void> {
  const path = withQuery(`/assetql/v1/assets/${encodeURIComponent(externalId)}`, {
    mode: toTrash === true ? "trash" : "delete",
  });
  await callSite(site, { path, method: "DELETE" }, goneSchema);
}

async function removeByWordPress(site: Site, { attachment, toTrash }: Removal): Promise<void> {
  const path = `/wp/v2/media/${attachment}`;
  if (toTrash === true) {
    await callSite(site, { path, method: "DELETE" }, goneSchema);
    return;
  }
  await assertNotInText(site, attachment);
  await callSite(site, { path: `${path}?force=true`, method: "DELETE" }, goneSchema);
}

/** Editors put `wp-image-12` into the text that shows the image 12. */
async function assertNotInText(site: Site, attachment: number): Promise<void> {
  const name = `wp-image-${attachment}`;
  const shows = new RegExp(`${name}\\b`);
  for (const list of ["posts", "pages"]) {
    const query = { search: name, context: "edit", status: "any", per_page: 20, _fields: "id,content" };
    const found = await callSite(site, { path: withQuery(`/wp/v2/${list}`, query) }, contentsSchema);
    const users = found.filter(({ content }) => shows.test(content.raw));
    if (users.length === 0) continue;
    const detail = `The image is shown in the text of ${users.length === 1 ? "a post" : "posts"} on ${site.url} (${users.map(({ id }) => id).join(", ")}), so it was not deleted. Take it out of there first.`;
    throw new ConnectorError("refused", detail);
  }
}
