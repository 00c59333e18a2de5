/**
 * What is ours at the shop: which image, and the number of the file that holds it, as in `aqk3j9x2m4n1v1.jpg/123`. A
 * file that an editor has renamed is still known by its number, and what it is by the rest.
 */
export interface RemoteId {
  /** As the field `image` has it. */
  readonly value: string;
  /** At the end of the file's global id. */
  readonly file: string;
}

export const remoteIdOf = ({ value, file }: RemoteId): string => `${value}/${file}`;

export function parseRemoteId(remoteId: string | null): RemoteId | undefined {
  const { value, file } = /^(?<value>aq[0-9a-z.]+)\/(?<file>\d{1,20})$/.exec(remoteId ?? "")?.groups ?? {};
  return value === undefined || file === undefined ? undefined : { value, file };
}
