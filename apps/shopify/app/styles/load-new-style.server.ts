import { randomUUID } from "node:crypto";
import { ConnectorError } from "@assetql/connector-sdk";
import type { Visit } from "../../server/services.ts";
import type { NewStylePageProps } from "./new-style-page.tsx";
import { backPath } from "./style-requests.ts";

const SHOWN_IMAGES = 60;

/** Files can be uploaded also while the shop does not answer. */
export async function loadNewStyle(
  { catalogue }: Pick<Visit, "catalogue">,
  back: string | null,
): Promise<NewStylePageProps> {
  const shopImages = await catalogue.imagesOf({ kind: "products" }, SHOWN_IMAGES).catch((error: unknown) => {
    if (error instanceof ConnectorError) return null;
    throw error;
  });
  return { shopImages: shopImages && distinct(shopImages), back: backPath(back), page: randomUUID() };
}

const distinct = (images: readonly { url: string; altText: string }[]) => [
  ...new Map(images.map((image) => [image.url, image])).values(),
];
