import type { ShopClient } from "../client/shop-client.ts";
import { globalId, numberOf } from "../item-id.ts";
import { type FileRow, type FileStatus, filesById, searchFiles } from "../operations/files.ts";
import { backupIn, nameOf, type OurName, ourNameIn } from "./names.ts";

/** A file of the shop that holds, or is to hold, an image of ours. */
export interface FoundFile {
  /** At the end of its global id. */
  readonly number: string;
  readonly alt: string;
  readonly status: FileStatus;
  /** Undefined where there is no address, and where an editor has given it another name. */
  readonly name: OurName | undefined;
  /** Undefined while it is processed for the first time, and when that has failed. */
  readonly url: string | undefined;
}

/** Shopify could not process it; an image of which only an update has failed still has its address. */
export const isBroken = ({ status, url }: FoundFile): boolean => status === "FAILED" && url === undefined;

const AT_ONCE = 100;
/** Names that one search asks for: the query stays short, and its answer on one page. */
const TOKENS_AT_ONCE = 25;
const MOST_FOUND = 250;

export function toFound({ id, alt, fileStatus, image, preview }: FileRow): FoundFile {
  const url = (image ?? preview?.image)?.url;
  return {
    number: numberOf(id),
    alt: alt ?? "",
    status: fileStatus,
    name: url === undefined ? undefined : ourNameIn(url),
    url,
  };
}

/** Those that are there, by number. */
export async function filesByNumber(
  client: ShopClient,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, FoundFile>> {
  const found = new Map<string, FoundFile>();
  const wanted = [...new Set(numbers)];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const ids = wanted.slice(at, at + AT_ONCE).map((number) => globalId("MediaImage", number));
    const { nodes } = await client.call(filesById, { ids });
    for (const node of nodes) if (node) found.set(numberOf(node.id), toFound(node));
  }
  return found;
}

/**
 * Files of ours by the tokens of their assets, for which the shop's search of files is asked. Where a file has no
 * address to read its name from, each token is asked for alone.
 */
export async function filesByToken(
  client: ShopClient,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, readonly FoundFile[]>> {
  const found = new Map<string, FoundFile[]>();
  const wanted = [...new Set(tokens)];
  for (let at = 0; at < wanted.length; at += TOKENS_AT_ONCE) {
    const some = wanted.slice(at, at + TOKENS_AT_ONCE);
    const files = await search(client, some.map(within).join(" OR "));
    const hasNameless = files.some(({ url }) => url === undefined);
    for (const token of some) {
      const own = hasNameless && some.length > 1 ? await search(client, within(token)) : files;
      const ours = own.filter(({ name, url }) => url === undefined || name?.asset === token);
      if (ours.length > 0) found.set(token, ours);
    }
  }
  return found;
}

/** The one with this very name, also while it is being processed. */
export async function fileNamed(client: ShopClient, fileName: string): Promise<FoundFile | undefined> {
  const found = await search(client, `filename:${fileName.slice(0, fileName.lastIndexOf("."))}*`);
  const named = found.find(({ url }) => url !== undefined && nameOf(url) === fileName.toLowerCase());
  if (named !== undefined) return named;
  const nameless = found.filter(({ url }) => url === undefined);
  return nameless.find(({ status }) => status !== "FAILED") ?? nameless[0];
}

/** The copy of an image that ours has replaced, by its token. */
export async function fileNamedBackup(client: ShopClient, token: string): Promise<FoundFile | undefined> {
  const found = await search(client, within(token));
  return found.find(({ url }) => url !== undefined && backupIn(url) === token);
}

/**
 * Files with a token within their names. A term that begins with it is what Shopify documents, and not whether a name
 * is several terms; a pattern is what others use, and was never recorded. Only a name's own beginning was.
 */
const within = (token: string): string => `filename:*${token}* OR ${token}*`;

async function search(client: ShopClient, query: string): Promise<readonly FoundFile[]> {
  const { files } = await client.call(searchFiles, { query, first: MOST_FOUND });
  const found = files.nodes.flatMap((node) => (node === undefined ? [] : [toFound(node)]));
  const nameless = found.filter(({ url }) => url === undefined).map(({ number }) => number);
  const known = await filesByNumber(client, nameless);
  return found.map((file) => known.get(file.number) ?? file);
}
