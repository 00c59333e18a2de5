import { createHash } from "node:crypto";
import { type IncomingFile, ProblemError } from "@assetql/contract";
import { redirect } from "@remix-run/node";
import { z } from "zod";
import type { Visit } from "../../server/services.ts";
import { fieldOf } from "../common/visit-loader.server.ts";
import { readShopImage, ShopImageError } from "./read-shop-image.server.ts";
import { bytesOf, FORM_BYTES, REFERENCE_LIMITS } from "./reference-files.ts";
import { backPath, type ShopImageGone } from "./style-requests.ts";

const AT_ONCE = 5;

/** Makes a style of what was uploaded and ticked, and goes on to it. Throws the hub's problems of images. */
export async function answerNewStyle(
  { hub }: Pick<Visit, "hub">,
  form: FormData,
  back: string | null,
): Promise<ShopImageGone> {
  const files = form.getAll("files").filter((value) => value instanceof File);
  const addresses = form.getAll("shopImages").filter((value) => typeof value === "string");
  if (files.length + addresses.length > REFERENCE_LIMITS.count || bytesOf(files) > FORM_BYTES) {
    throw new ProblemError("request-invalid", "These are more reference images than a style can have.");
  }
  const name = fieldOf(form, "name");
  const threshold = z.coerce.number().min(0).max(1).safeParse(fieldOf(form, "threshold")).data;
  try {
    const references = [...(await Promise.all(files.map(incoming))), ...(await readAll(addresses))];
    const style = await hub.styles.create(
      {
        name,
        ...(threshold === undefined ? {} : { deviationThreshold: threshold }),
        files: references,
      },
      { idempotencyKey: keyOf(fieldOf(form, "page"), name, references) },
    );
    const to = backPath(back);
    throw redirect(`/app/styles/${style.id}?new=yes${to === null ? "" : `&back=${encodeURIComponent(to)}`}`);
  } catch (error) {
    if (error instanceof ShopImageError) return { gone: error.fileName };
    throw error;
  }
}

const incoming = async (file: File): Promise<IncomingFile> => ({
  name: file.name,
  bytes: new Uint8Array(await file.arrayBuffer()),
});

async function readAll(addresses: readonly string[]): Promise<IncomingFile[]> {
  const read: IncomingFile[] = [];
  for (let start = 0; start < addresses.length; start += AT_ONCE) {
    const some = addresses.slice(start, start + AT_ONCE).map((address) => readShopImage(address));
    read.push(...(await Promise.all(some)));
  }
  return read;
}

/** The same page with the same images makes one style, however often it is sent. */
function keyOf(page: string, name: string, files: readonly IncomingFile[]): string {
  const hash = createHash("sha256").update(JSON.stringify([page, name, files.length]));
  for (const { bytes } of files) hash.update(bytes);
  return hash.digest("hex").slice(0, 40);
}
