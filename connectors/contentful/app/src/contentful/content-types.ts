import type { ContentType } from "@contentful/app-sdk";
import type { AppSdk } from "./sdk-context.tsx";

export interface ImageField {
  readonly id: string;
  readonly name: string;
  /** It holds a list of images; ours is added to it. */
  readonly isList: boolean;
}

export interface ContentTypeChoice {
  readonly id: string;
  readonly name: string;
  readonly imageFields: readonly ImageField[];
  /** What a template can name. */
  readonly textFields: readonly string[];
}

const TEXTUAL = new Set(["Symbol", "Text", "RichText", "Integer", "Number", "Date", "Boolean"]);
const PAGE = 100;

/** The environment's content types by name; those without a field for images are in it too. */
export async function loadContentTypes(cma: AppSdk["cma"]): Promise<readonly ContentTypeChoice[]> {
  const found: ContentType[] = [];
  for (;;) {
    const page = await cma.contentType.getMany({ query: { limit: PAGE, skip: found.length, order: "name" } });
    found.push(...page.items);
    if (page.items.length === 0 || found.length >= page.total) return found.map(toChoice);
  }
}

function toChoice(contentType: ContentType): ContentTypeChoice {
  const fields = contentType.fields.filter(({ disabled, omitted }) => !disabled && !omitted);
  return {
    id: contentType.sys.id,
    name: contentType.name,
    imageFields: fields.flatMap<ImageField>(({ id, name, type, linkType, items }) => {
      if (type === "Link" && linkType === "Asset") return [{ id, name, isList: false }];
      if (type === "Array" && items?.linkType === "Asset") return [{ id, name, isList: true }];
      return [];
    }),
    textFields: fields
      .filter(({ type, items }) => TEXTUAL.has(type) || (type === "Array" && items?.type === "Symbol"))
      .map(({ id }) => id),
  };
}
