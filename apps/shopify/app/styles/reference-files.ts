/** As the hub takes them; a test compares. */
export const REFERENCE_LIMITS = { count: 20, bytes: 25_000_000 } as const;
/** Of one form, so that a few large ones do not fill the server's memory. */
export const FORM_BYTES = 100_000_000;
export const REFERENCE_TYPES = [
  "image/png",
  "image/jpeg",
  "image/webp",
  "image/avif",
  "image/gif",
  "image/tiff",
] as const;
/** For file dialogs: some systems know TIFF and AVIF by their endings alone. */
export const ACCEPT = [...REFERENCE_TYPES, ".tif", ".tiff", ".avif"].join(",");

/** Every browser can show these: one that it cannot show is damaged, or something else. */
const SHOWN_TYPES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);

export const isShownByBrowsers = ({ type }: Pick<ReferenceFile, "type">): boolean => SHOWN_TYPES.has(type);

const ENDINGS = /\.(?:png|jpe?g|webp|avif|gif|tiff?)$/i;

/** What is known of a file before it is sent. */
export interface ReferenceFile {
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly lastModified: number;
}

/** Why a file was not taken, or why nothing can be sent, as a code of the texts. */
export interface FileProblem {
  readonly code: "format" | "size" | "total" | "count" | "twice" | "empty" | "unreadable";
  readonly name: string;
}

export interface Taken<F> {
  readonly files: readonly F[];
  readonly problems: readonly FileProblem[];
}

interface Room {
  /** References that come from elsewhere. */
  readonly others: number;
}

/** Adds files to those that are there, as far as they can be read and there is room. */
export function takeFiles<F extends ReferenceFile>(
  there: readonly F[],
  added: readonly F[],
  { others }: Room,
): Taken<F> {
  const files = [...there];
  const problems: FileProblem[] = [];
  for (const file of added) {
    const code = problemOf(file, files);
    if (code !== undefined) problems.push({ code, name: file.name });
    else if (files.length + others < REFERENCE_LIMITS.count) files.push(file);
    else if (!problems.some((problem) => problem.code === "count"))
      problems.push({ code: "count", name: "" });
  }
  if (bytesOf(files) > FORM_BYTES) problems.push({ code: "total", name: "" });
  return { files, problems };
}

function problemOf(file: ReferenceFile, files: readonly ReferenceFile[]): FileProblem["code"] | undefined {
  const isKnown =
    REFERENCE_TYPES.some((type) => type === file.type) || (file.type === "" && ENDINGS.test(file.name));
  if (!isKnown) return "format";
  if (file.size === 0) return "empty";
  if (file.size > REFERENCE_LIMITS.bytes) return "size";
  return files.some((other) => isSame(other, file)) ? "twice" : undefined;
}

const isSame = (one: ReferenceFile, other: ReferenceFile): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

export const bytesOf = (files: readonly ReferenceFile[]): number =>
  files.reduce((sum, { size }) => sum + size, 0);
