/**
 * What is ours at the shop: which image, and the number of the file that holds it, as in `aqk3j9x2m4n1v2.jpg/123`. A
 * file that an editor has renamed is still known by its number, and what it is by the rest. Files that undo needs follow
 * by their numbers, as in `/v122` and `/b124`: Shopify's search learns of new files late, and only a number tells
 * whether one was deleted.
 */
export interface RemoteId {
  /** As the field `image` has it. */
  readonly value: string;
  /** At the end of the file's global id. */
  readonly file: string;
  /** The file of the version before. */
  readonly former?: string | undefined;
  /** The copy of what the collection showed. */
  readonly backup?: string | undefined;
}

const REMOTE_ID =
  /^(?<value>aq[0-9a-z.]+)\/(?<file>\d{1,20})(?:\/v(?<former>\d{1,20}))?(?:\/b(?<backup>\d{1,20}))?$/;

export const remoteIdOf = ({ value, file, former, backup }: RemoteId): string =>
  [value, file, former && `v${former}`, backup && `b${backup}`]
    .filter((part) => part !== undefined)
    .join("/");

export function parseRemoteId(remoteId: string | null): RemoteId | undefined {
  const { value, file, former, backup } = REMOTE_ID.exec(remoteId ?? "")?.groups ?? {};
  return value === undefined || file === undefined ? undefined : { value, file, former, backup };
}
