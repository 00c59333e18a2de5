import type { CreatePublicationInput } from "@assetql/contract";
import { type AppParameters, placementOf } from "../contentful/parameters.ts";
import type { AppSdk } from "../contentful/sdk-context.tsx";

type Options = NonNullable<CreatePublicationInput["options"]>;

/** Where a publication puts its images: the field that this app's configuration names for the content type. */
export function placeIn(parameters: AppParameters, contentTypeId: string): Options {
  const placement = placementOf(parameters, contentTypeId);
  return placement === undefined
    ? {}
    : { itemType: placement.contentTypeId, placementField: placement.fieldId };
}

/** A batch is of entries of one content type; which one, its first entry tells. Empty: as the target says. */
export async function placeOf(
  { cma }: Pick<AppSdk, "cma">,
  parameters: AppParameters,
  entryIds: readonly string[],
): Promise<Options> {
  if (entryIds.length === 0) return {};
  const { items } = await cma.entry.getMany({
    query: { "sys.id[in]": entryIds.slice(0, ENTRIES_LOOKED_AT).join(","), limit: 1 },
  });
  const contentTypeId = items[0]?.sys.contentType.sys.id;
  return contentTypeId === undefined ? {} : placeIn(parameters, contentTypeId);
}

/** Some of them may have been deleted meanwhile. */
const ENTRIES_LOOKED_AT = 20;
