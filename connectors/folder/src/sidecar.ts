import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { ConnectorError } from "@assetql/connector-sdk";
import { type Json, jsonSchema, type Snapshot } from "@assetql/contract";
import { z } from "zod";
import { orNothing, writeWhole } from "./disk.ts";

export const writtenSchema = z.object({
  /** Which image was written; see `imageValue`. */
  image: z.string().nullable(),
  /** Of the file as it was written, to see whether somebody has replaced it. */
  fileSha256: z.string().nullable(),
});
export type Written = z.infer<typeof writtenSchema>;

/** The JSON beside an image. People may edit everything but `assetql`. */
const sidecarSchema = z.looseObject({
  title: jsonSchema.default(null),
  altText: jsonSchema.default(null),
  tags: jsonSchema.default(null),
  category: jsonSchema.default(null),
  styleScore: jsonSchema.default(null),
  provenance: jsonSchema.default(null),
  assetql: writtenSchema.extend({ externalId: z.string() }),
});
export type Sidecar = z.infer<typeof sidecarSchema>;

export const sidecarPath = (image: string): string => `${image.slice(0, -extname(image).length)}.json`;

/** One in which nobody has written anything yet. */
export const newSidecar = (
  externalId: string,
  written: Written = { image: null, fileSha256: null },
): Sidecar => sidecarSchema.parse({ assetql: { externalId, ...written } });

/** The sidecar is there, and is not what we can read: somebody has made it so. */
export class UnreadableSidecar extends ConnectorError {
  constructor(path: string) {
    super("refused", `${path} cannot be read as JSON any more. Mend or remove it.`);
  }
}

/** Undefined if there is none. */
export async function readSidecar(image: string): Promise<Sidecar | undefined> {
  const text = await orNothing(readFile(sidecarPath(image), "utf8"));
  if (text === undefined) return undefined;
  const parsed = sidecarSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new UnreadableSidecar(sidecarPath(image));
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
  written: Partial<Written>,
): Sidecar {
  return { ...sidecar, ...fields, assetql: { ...sidecar.assetql, ...written } };
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
