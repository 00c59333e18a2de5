import { randomUUID } from "node:crypto";
import type { Backstage } from "../backstage.ts";
import { type CallContext, type FieldFunction, unsupported } from "../context.ts";
import { apiError, type UserError, userError } from "../errors.ts";
import { freeId, type ShopFile, timeNow } from "../state.ts";
import { extensionOf, fileNamed, isFileName } from "./file-names.ts";
import { fileView } from "./file-view.ts";
import { processFile } from "./processing.ts";
import { type Source, sourceAt } from "./sources.ts";

/** Characters of an alternative text. */
export const MAX_ALT = 512;
/** Characters of an address. */
const MAX_SOURCE = 2_048;

interface FileCreateInput {
  readonly alt?: string | null;
  readonly contentType?: string | null;
  readonly duplicateResolutionMode: "APPEND_UUID" | "RAISE_ERROR" | "REPLACE";
  readonly filename?: string | null;
  readonly originalSource: string;
}

/**
 * `fileCreate`: https://shopify.dev/docs/api/admin-graphql/latest/mutations/fileCreate. All files or none: a mistake in
 * one refuses the call. The files are UPLOADED when it answers, and processed afterwards. Words and codes of mistakes
 * are those that a real shop gave: https://github.com/airhorns/shopify-draft-proxy,
 * `media-file-create-validation-branches.json`.
 */
export const createFiles: FieldFunction = ({ files }, context) => {
  const inputs = files as readonly FileCreateInput[];
  const planned = inputs.map((input, index) => plan(context, input, index));
  const names = new Set<string>();
  const userErrors = planned.flatMap((one, index) => {
    if (!isPlan(one)) return [one];
    const isTwice = names.has(one.fileName.toLowerCase());
    names.add(one.fileName.toLowerCase());
    return isTwice && one.input.duplicateResolutionMode === "RAISE_ERROR" && isRefused(context)
      ? [at(index, ...TAKEN)]
      : [];
  });
  if (userErrors.length > 0) return { __typename: "FileCreatePayload", files: [], userErrors };
  const made = planned.filter(isPlan).map((one) => create(context.backstage, one));
  return { __typename: "FileCreatePayload", files: made.map(fileView), userErrors };
};

interface Plan {
  readonly input: FileCreateInput;
  readonly source: Exclude<Source, { kind: "elsewhere" }>;
  readonly fileName: string;
}

const isPlan = (one: Plan | UserError): one is Plan => "source" in one;
const isRefused = ({ backstage }: CallContext): boolean => backstage.options.duplicateNames === "refused";

function plan(context: CallContext, input: FileCreateInput, index: number): Plan | UserError {
  const { contentType, originalSource } = input;
  if (
    contentType !== "IMAGE" &&
    contentType !== "FILE" &&
    contentType !== null &&
    contentType !== undefined
  ) {
    throw unsupported(context, `fileCreate(contentType: ${contentType})`);
  }
  if (originalSource === "" || originalSource.length > MAX_SOURCE) {
    const what = originalSource === "" ? "short (minimum is 1)" : `long (maximum is ${MAX_SOURCE})`;
    throw apiError(`originalSource is too ${what}`, "INVALID_FIELD_ARGUMENTS");
  }
  const source = sourceAt(context.backstage, originalSource);
  if (source.kind === "elsewhere") {
    if (URL.canParse(originalSource)) {
      throw unsupported(context, `fileCreate(originalSource: ${originalSource})`);
    }
    return at(index, "originalSource", "File URL is invalid", "INVALID_IMAGE_SOURCE_URL");
  }
  const one: Plan = { input, source, fileName: input.filename ?? source.fileName };
  const mistake = mistakeIn(one) ?? takenName(context, one);
  return mistake === undefined ? one : at(index, ...mistake);
}

type Mistake = [field: string, message: string, code: string];

function mistakeIn({ input, source, fileName }: Plan): Mistake | undefined {
  const { alt, contentType, filename, duplicateResolutionMode: mode } = input;
  if (!isFileName(fileName)) return ["filename", "The provided filename is invalid.", "INVALID_FILENAME"];
  if (extensionOf(fileName) !== extensionOf(source.fileName)) {
    const message = "Provided filename extension must match original source.";
    return ["filename", message, "MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE"];
  }
  if ((alt ?? "").length > MAX_ALT) {
    const message = `The alt value exceeds the maximum limit of ${MAX_ALT} characters.`;
    return ["alt", message, "ALT_VALUE_LIMIT_EXCEEDED"];
  }
  if (mode === "APPEND_UUID") return undefined;
  if (contentType === null || contentType === undefined) {
    const message = `Duplicate resolution mode '${mode}' is not supported for 'MISSING' media type.`;
    return ["duplicateResolutionMode", message, "INVALID_DUPLICATE_MODE_FOR_TYPE"];
  }
  if (mode === "RAISE_ERROR" || (filename !== null && filename !== undefined)) return undefined;
  const message = "Missing filename argument when attempting to use REPLACE duplicate mode.";
  return ["filename", message, "MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE"];
}

function takenName(context: CallContext, { input, fileName }: Plan): Mistake | undefined {
  if (input.duplicateResolutionMode !== "RAISE_ERROR" || !isRefused(context)) return undefined;
  return fileNamed(context.backstage.state, fileName) === undefined ? undefined : TAKEN;
}

const TAKEN: Mistake = ["filename", "The provided filename already exists.", "FILENAME_ALREADY_EXISTS"];

const at = (index: number, field: string, message: string, code: string): UserError =>
  userError(["files", index, field], message, code);

function create(backstage: Backstage, { input, source, fileName }: Plan): ShopFile {
  const { state } = backstage;
  const before = fileNamed(state, fileName);
  const mode = input.duplicateResolutionMode;
  const now = timeNow();
  if (before !== undefined && mode === "REPLACE") {
    Object.assign(before, {
      alt: input.alt ?? before.alt,
      status: "UPLOADED",
      url: null,
      error: null,
      updatedAt: now,
    });
    processFile(backstage, before, source);
    return before;
  }
  const file: ShopFile = {
    id: freeId(state, state.files),
    kind: isImage(input, source) ? "MediaImage" : "GenericFile",
    alt: input.alt ?? "",
    fileName: before !== undefined && mode === "APPEND_UUID" ? withUuid(fileName) : fileName,
    status: "UPLOADED",
    error: null,
    url: null,
    width: null,
    height: null,
    bytes: new Uint8Array(),
    mimeType: source.mimeType,
    createdAt: now,
    updatedAt: now,
  };
  state.files.set(file.id, file);
  processFile(backstage, file, source, before !== undefined && mode === "RAISE_ERROR");
  return file;
}

const isImage = ({ contentType }: FileCreateInput, { mimeType }: { readonly mimeType: string }): boolean =>
  contentType === "IMAGE" || (contentType !== "FILE" && mimeType.startsWith("image/"));

const withUuid = (fileName: string): string => fileName.replace(/(\.[^.]+)?$/, `_${randomUUID()}$1`);
