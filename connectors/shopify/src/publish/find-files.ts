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
  /** Undefined until it is READY, and where an editor has given it another name. */
  readonly name: OurName | undefined;
  /** Undefined until it is READY. */
  readonly url: string | undefined;
}

const AT_ONCE = 100;
/** Names that one search asks for: the query stays short, and its answer on one page. */
const TOKENS_AT_ONCE = 25;
const MOST_FOUND = 250;

export const toFound = ({ id, alt, fileStatus, image }: FileRow): FoundFile => ({
  number: numberOf(id),
  alt: alt ?? "",
  status: fileStatus,
  name: image === null ? undefined : ourNameIn(image.url),
  url: image?.url,
});

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
 * Files of ours by the tokens of their assets, for which the shop's search of files is asked. A file that is not READY
 * has no address to read its name from: then each token is asked for alone.
 */
export async function filesByToken(
  client: ShopClient,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, readonly FoundFile[]>> {
  const found = new Map<string, FoundFile[]>();
  const wanted = [...new Set(tokens)];
  for (let at = 0; at < wanted.length; at += TOKENS_AT_ONCE) {
    const some = wanted.slice(at, at + TOKENS_AT_ONCE);
    const files = await search(client, some.map((token) => `${token}*`).join(" OR "));
    const hasNameless = files.some(({ url }) => url === undefined);
    for (const token of some) {
      const own = hasNameless && some.length > 1 ? await search(client, `${token}*`) : files;
      const ours = own.filter(({ name, url }) => url === undefined || name?.asset === token);
      if (ours.length > 0) found.set(token, ours);
    }
  }
  return found;
}

/** The one with this very name, also while it is being processed. */
export async function fileNamed(client: ShopClient, fileName: string): Promise<FoundFile | undefined> {
  const found = await search(client, `filename:"${fileName}"`);
  return found
    .filter(({ url }) => url === undefined || nameOf(url) === fileName.toLowerCase())
    .toSorted((one, other) => Number(one.status === "FAILED") - Number(other.status === "FAILED"))[0];
}

/** The copy of an image that ours has replaced, by its token. */
export async function fileNamedBackup(client: ShopClient, token: string): Promise<FoundFile | undefined> {
  const found = await search(client, `${token}*`);
  return found.find(({ url }) => url !== undefined && backupIn(url) === token);
}

async function search(client: ShopClient, query: string): Promise<readonly FoundFile[]> {
  const { files } = await client.call(searchFiles, { query, first: MOST_FOUND });
  return files.nodes.flatMap((node) => (node === undefined ? [] : [toFound(node)]));
}
