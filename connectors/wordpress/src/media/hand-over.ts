import { callSite } from "../api/call-site.ts";
import type { Site } from "../api/open-site.ts";
import type { MediaChangeContext } from "./media-context.ts";
import { readAttachments } from "./observe-media.ts";
import { attachmentSchema } from "./projection.ts";
import { formerSlug, nextSlug, slugOf } from "./slug.ts";

interface Holder {
  readonly externalId: string;
  readonly attachment: number;
}

/** An attachment becomes the one that holds the asset's image; what has held it before is put away. */
export async function handOver(
  context: MediaChangeContext,
  site: Site,
  { step, ...holder }: Holder & { readonly step: string },
): Promise<void> {
  await context.step(step, async () => {
    await takeSlug(site, holder);
    return null;
  });
}

/** Hands over where an update has stopped before it did, so that the slug of a new one is free. */
export async function finishEarlier(context: MediaChangeContext, site: Site, holder: Holder): Promise<void> {
  const [next] = await readAttachments(site, { slug: [nextSlug(holder.externalId)] });
  if (next?.id === holder.attachment) await handOver(context, site, { step: "finish-earlier", ...holder });
}

/** Repeating it changes nothing. WordPress would make another slug of one that is taken. */
async function takeSlug(site: Site, { externalId, attachment }: Holder): Promise<void> {
  const slug = slugOf(externalId);
  for (const { id } of await readAttachments(site, { slug: [slug] })) {
    if (id !== attachment) await setSlug(site, id, formerSlug(externalId, id));
  }
  await setSlug(site, attachment, slug);
}

async function setSlug(site: Site, attachment: number, slug: string): Promise<void> {
  const path = `/wp/v2/media/${attachment}`;
  await callSite(site, { path, method: "POST", data: { slug } }, attachmentSchema);
}
