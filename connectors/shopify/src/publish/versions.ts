import type { Reference } from "@assetql/connector-sdk";
import { type FoundFile, isBroken } from "./find-files.ts";
import { type OurName, ourNameIn } from "./names.ts";
import { parseRemoteId } from "./remote-id.ts";
import type { OurFile, Versions } from "./shown.ts";

/** What there is in a shop of one asset's image. */
export interface AllVersions extends Versions {
  /** Files that are newer than the current one, or have no name yet: what a failed try has left. */
  readonly unused: readonly string[];
  /** Shopify is still at work on one of them. */
  readonly isUnsettled: boolean;
}

export interface VersionsSought {
  readonly reference: Reference;
  readonly files: readonly FoundFile[];
  /** Where the item shows it, from 0; less than that where it does not. */
  readonly shownAt: (file: FoundFile) => number;
}

interface Named {
  readonly file: FoundFile;
  readonly name: OurName;
}

/**
 * Which file counts: one that the item shows, else the one that is known, else the newest. While one version takes the
 * place of another both are shown for a moment: the one that comes first has the place.
 */
export function versionsOf({ reference, files, shownAt }: VersionsSought): AllVersions {
  const known = parseRemoteId(reference.remoteId);
  const named = files.flatMap((file): Named[] => {
    // An editor may have given it another name, or Shopify be at work on it. What has failed from the start is no image.
    const isKnown = file.number === known?.file && !isBroken(file);
    const name = file.name ?? (isKnown ? ourNameIn(known.value) : undefined);
    return name === undefined ? [] : [{ file, name }];
  });
  const newestFirst = named.toSorted((one, other) => compare(other, one));
  const current =
    firstShown(newestFirst, shownAt) ??
    newestFirst.find(({ file }) => file.number === known?.file) ??
    newestFirst[0];
  const newer = current === undefined ? [] : newestFirst.filter((one) => compare(one, current) > 0);
  // Its name is not known yet, or never will be; what was found by the token is ours.
  const nameless = files.filter(({ number, url }) => url === undefined && number !== current?.file.number);
  return {
    current: current === undefined ? undefined : toOurs(current),
    numbers: new Set(files.map(({ number }) => number)),
    unused: [...newer.map(({ file }) => file), ...nameless].map(({ number }) => number).sort(),
    isUnsettled: files.some(isUnsettled),
  };
}

/** Shopify is at work on it, or has not given it its address yet. */
const isUnsettled = ({ status, url }: FoundFile): boolean =>
  status === "UPLOADED" || status === "PROCESSING" || (status === "READY" && url === undefined);

function firstShown(named: readonly Named[], shownAt: VersionsSought["shownAt"]): Named | undefined {
  const shown = named.filter(({ file }) => shownAt(file) >= 0);
  return shown.toSorted((one, other) => shownAt(one.file) - shownAt(other.file))[0];
}

const toOurs = ({ file, name }: Named): OurFile => ({
  value: name.value,
  number: file.number,
  alt: file.alt,
});

/** By version; of one in two sizes, the one that was made later. */
function compare(one: Named, other: Named): number {
  const versions = one.name.version - other.name.version;
  if (versions !== 0) return versions;
  const [a, b] = [BigInt(one.file.number), BigInt(other.file.number)];
  return a < b ? -1 : a > b ? 1 : 0;
}
