import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { ConnectorError } from "@assetql/connector-sdk";
import { type Json, jsonSchema, type Snapshot } from "@assetql/contract";
import { z } from "zod";
import { orNothing, writeWhole } from "./disk.ts";
import { OURS } from "./root.ts";

/** The JSON beside an image. People may edit everything but `assetql`. */
const sidecarSchema = z.looseObject({
  title: jsonSchema.default(null),
  altText: jsonSchema.default(null),
  tags: jsonSchema.default(null),
  category: jsonSchema.default(null),
  styleScore: jsonSchema.default(null),
  provenance: jsonSchema.default(null),
  assetql: z.object({
    externalId: z.string(),
    /** Which image was written; see `imageValue`. */
    image: z.string().nullable(),
    /** Of the file as it was written, to see whether somebody has replaced it. */
    fileSha256: z.string().nullable(),
  }),
});
export type Sidecar = z.infer<typeof sidecarSchema>;

export const sidecarPath = (image: string): string => `${image.slice(0, -extname(image).length)}.json`;

/** Undefined if there is none. Throws a ConnectorError if somebody has made it unreadable. */
export async function readSidecar(image: string): Promise<Sidecar | undefined> {
  const text = await orNothing(readFile(sidecarPath(image), "utf8"));
  if (text === undefined) return undefined;
  const parsed = sidecarSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new ConnectorError(
    "refused",
    `${sidecarPath(image)} cannot be read as JSON any more. Mend or remove it.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const writeSidecar = (image: string, sidecar: Sidecar): Promise<void> =>
  writeWhole(sidecarPath(image), `${JSON.stringify(sidecar, null, 2)}\n`);

/** The sidecar after some fields have got other values; `image` is not told by name but by what it is of. */
export function withFields(
  sidecar: Sidecar,
  { image: _image, ...fields }: Snapshot,
  image: Partial<Pick<Sidecar["assetql"], "image" | "fileSha256">>,
): Sidecar {
  return { ...sidecar, ...fields, assetql: { ...sidecar.assetql, ...image } };
}

/** The value of the field `image`: which one it is, or that somebody has put another file there. */
export const imageValue = ({ assetql }: Sidecar, fileSha256: string | undefined): Json => {
  if (fileSha256 === undefined) return null;
  return fileSha256 === assetql.fileSha256 ? assetql.image : `changed:${fileSha256}`;
};

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export async function fileSha256(path: string): Promise<string | undefined> {
  const bytes = await orNothing(readFile(path));
  return bytes && sha256(bytes);
}

/** Where it is noted which image is of which external id. */
export const pointerPath = (root: string, externalId: string): string =>
  join(root, OURS, "images", `${externalId.replaceAll(/[^\w-]/g, "_")}.json`);

/** Where an image is kept that was replaced or removed, for undo. `value` is that of the field `image`. */
export const keptPath = (root: string, value: string, extension: string): string =>
  join(root, OURS, "kept", `${value.replaceAll(/[^\w-]/g, "_")}${extension}`);
