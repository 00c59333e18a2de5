import { type ExportOptions, exportOptionsSchema } from "@assetql/contract";
import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import { readInputFile } from "../../input-files.ts";
import { numeric } from "../../option-values.ts";
import type { Session } from "../../session.ts";

const { sizes, taxonomy, ...contract } = exportOptionsSchema.shape;
const size = sizes.unwrap().shape;

/** The options of `export create` that say how the package is made; the contract says what each may be. */
export const formatOptions = z.object({
  textureFormat: contract.textureFormat,
  textureType: contract.textureType,
  unitypackage: z.boolean().default(false),
  pixelsPerUnit: numeric(contract.pixelsPerUnit),
  filterMode: contract.filterMode,
  imageFormat: contract.imageFormat,
  jpegQuality: numeric(contract.jpegQuality),
  background: contract.background,
  thumbnailSize: numeric(size.thumbnail),
  mediumSize: numeric(size.medium),
  largeSize: numeric(size.large),
  maxLongSide: numeric(contract.maxLongSide),
  imageBaseUrl: contract.imageBaseUrl,
  locale: contract.locale,
  taxonomy: z.string().min(1).optional(),
  socialFormats: z.preprocess(
    (names) => (typeof names === "string" ? names.split(",").map((name) => name.trim()) : names),
    contract.socialFormats,
  ),
});

/** What the hub is sent. Throws a usage error when the taxonomy file can't be read or isn't one. */
export async function exportOptionsFrom(
  session: Pick<Session, "resolve">,
  options: z.output<typeof formatOptions>,
): Promise<ExportOptions> {
  const { unitypackage, thumbnailSize, mediumSize, largeSize, taxonomy: file, ...same } = options;
  const sizesGiven = [thumbnailSize, mediumSize, largeSize].some((side) => side !== undefined);
  return {
    ...same,
    ...(unitypackage ? { container: "unitypackage" as const } : {}),
    ...(sizesGiven ? { sizes: { thumbnail: thumbnailSize, medium: mediumSize, large: largeSize } } : {}),
    ...(file === undefined ? {} : { taxonomy: await readTaxonomy(session, file) }),
  };
}

/** Anything else in the file is a typing error that would silently map nothing. */
const taxonomyFile = taxonomy.unwrap().strict();

async function readTaxonomy(session: Pick<Session, "resolve">, file: string) {
  const { name, bytes } = await readInputFile(session, file);
  const parsed = taxonomyFile.safeParse(parseJson(name, Buffer.from(bytes).toString("utf8")));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join(".") || "the file"}: ${message}`,
  );
  const example = '{"categories": {"mug": "Kitchen"}, "tags": {"blue": "colour-blue"}, "unmapped": "keep"}';
  throw wrongInput([`${name} is not a taxonomy mapping such as ${example}:`, ...lines].join("\n"));
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrongInput(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
