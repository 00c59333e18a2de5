import type { Backstage } from "../backstage.ts";
import { type CallContext, type FieldFunction, unsupported } from "../context.ts";
import { apiError, type UserError, userError } from "../errors.ts";
import { fileUrl, numberIn, type ShopFile, type ShopProduct, timeNow } from "../state.ts";
import { MAX_ALT } from "./file-create.ts";
import { extensionOf, fileNamed, isFileName } from "./file-names.ts";
import { fileView, findFile } from "./file-view.ts";
import { sourceAt } from "./sources.ts";

const MAX_PRODUCT_MEDIA = 250;

interface FileUpdateInput {
  readonly id: string;
  readonly alt?: string | null;
  readonly filename?: string | null;
  readonly originalSource?: string | null;
  readonly referencesToAdd?: readonly string[] | null;
  readonly referencesToRemove?: readonly string[] | null;
}

/**
 * `fileUpdate`: https://shopify.dev/docs/api/admin-graphql/latest/mutations/fileUpdate. Only READY files, and all of
 * them or none, except that an `alt` that is too long leaves out its own file alone. What is attached goes to the end
 * of the product's media; what is detached leaves its variants, too. What came of one that is named twice nobody has
 * recorded; here the answer has it once. Words, codes and paths are those that a real shop
 * gave: https://github.com/airhorns/shopify-draft-proxy, `media-file-update-*.json`.
 */
export const updateFiles: FieldFunction = ({ files }, context) => {
  const inputs = files as readonly FileUpdateInput[];
  for (const input of inputs) {
    if ("previewImageSource" in input) throw unsupported(context, "fileUpdate(files: {previewImageSource})");
  }
  checkPermission(context, inputs);
  const refused = mistakesIn(context, inputs);
  if (refused.length > 0) return { __typename: "FileUpdatePayload", files: [], userErrors: refused };
  const isTooLong = ({ alt }: FileUpdateInput): boolean => (alt ?? "").length > MAX_ALT;
  const userErrors = inputs.flatMap((input, index) =>
    isTooLong(input)
      ? [
          userError(
            ["files", index, "alt"],
            `The alt value exceeds the maximum limit of ${MAX_ALT} characters.`,
            "ALT_VALUE_LIMIT_EXCEEDED",
          ),
        ]
      : [],
  );
  const changed = inputs.flatMap((input) => {
    const file = findFile(context, input.id);
    return file === undefined || isTooLong(input) ? [] : [update(context, file, input)];
  });
  return { __typename: "FileUpdatePayload", files: [...new Set(changed)].map(fileView), userErrors };
};

/** The scope for files is not enough to change what products show. */
function checkPermission({ scopes }: CallContext, inputs: readonly FileUpdateInput[]): void {
  if (scopes.includes("write_products")) return;
  if (inputs.every(({ referencesToAdd, referencesToRemove }) => !referencesToAdd && !referencesToRemove))
    return;
  throw apiError("Access denied: Missing permission to manage products.", "ACCESS_DENIED", {
    documentation: "https://shopify.dev/api/usage/access-scopes",
  });
}

/** The first kind of mistake that there is, of all files together. */
function mistakesIn(context: CallContext, inputs: readonly FileUpdateInput[]): UserError[] {
  const all = (message: string, code: string): UserError[] => [userError(["files"], message, code)];
  const found = inputs.map((input) => ({ input, file: findFile(context, input.id) }));
  const missing = found.filter(({ file }) => file === undefined).map(({ input }) => input.id);
  if (missing.length > 0) {
    const ids = `[${missing.map((id) => JSON.stringify(id)).join(", ")}]`;
    const words = missing.length > 1 ? `File ids ${ids} do not exist.` : `File id ${ids} does not exist.`;
    return all(words, "FILE_DOES_NOT_EXIST");
  }
  if (found.some(({ file }) => file?.status === "FAILED")) {
    return all("File cannot be updated in a failed state.", "INVALID_FAILED_MEDIA_STATE");
  }
  if (found.some(({ file }) => file?.status !== "READY")) {
    return all("Non-ready files cannot be updated.", "NON_READY_STATE");
  }
  for (const { input, file } of found) {
    const name = file === undefined ? undefined : nameMistake(context, file, input.filename);
    if (name !== undefined) return all(...name);
  }
  const targets = inputs.flatMap(({ referencesToAdd, referencesToRemove }) => [
    ...(referencesToAdd ?? []),
    ...(referencesToRemove ?? []),
  ]);
  if (targets.some((id) => productOf(context.backstage, id) === undefined)) {
    return all("The reference target does not exist", "REFERENCE_TARGET_DOES_NOT_EXIST");
  }
  return isOverfull(context, inputs)
    ? all(`Exceeded the limit of ${MAX_PRODUCT_MEDIA} media per product.`, "PRODUCT_MEDIA_LIMIT_EXCEEDED")
    : [];
}

function nameMistake(
  { backstage }: CallContext,
  file: ShopFile,
  name: string | null | undefined,
): [message: string, code: string] | undefined {
  if (name === null || name === undefined) return undefined;
  if (!isFileName(name)) return ["The provided filename is invalid.", "INVALID_FILENAME"];
  if (extensionOf(name) !== extensionOf(file.fileName)) {
    return [
      "The filename extension provided must match the original filename.",
      "INVALID_FILENAME_EXTENSION",
    ];
  }
  const other = fileNamed(backstage.state, name);
  if (other === undefined || other === file) return undefined;
  return ["The provided filename already exists.", "FILENAME_ALREADY_EXISTS"];
}

/** Whether a product would have too many media. */
function isOverfull({ backstage }: CallContext, inputs: readonly FileUpdateInput[]): boolean {
  const wanted = new Map<ShopProduct, Set<string>>();
  for (const { id, referencesToAdd } of inputs) {
    for (const target of referencesToAdd ?? []) {
      const product = productOf(backstage, target);
      if (product === undefined) continue;
      const ids = wanted.get(product) ?? new Set(product.media);
      wanted.set(product, ids.add(numberIn("MediaImage", id) ?? id));
    }
  }
  return [...wanted.values()].some(({ size }) => size > MAX_PRODUCT_MEDIA);
}

function update(context: CallContext, file: ShopFile, input: FileUpdateInput): ShopFile {
  const { backstage } = context;
  const now = timeNow();
  replaceContent(context, file, input.originalSource);
  if (input.alt !== null && input.alt !== undefined) file.alt = input.alt;
  if (input.filename !== null && input.filename !== undefined && input.filename !== file.fileName) {
    file.fileName = input.filename;
    file.url = fileUrl(file.fileName, now);
  }
  for (const id of input.referencesToRemove ?? []) detach(productOf(backstage, id), file.id, now);
  for (const id of input.referencesToAdd ?? []) {
    const product = productOf(backstage, id);
    if (product === undefined || product.media.includes(file.id)) continue;
    product.media.push(file.id);
    product.updatedAt = now;
  }
  file.updatedAt = now;
  return file;
}

function replaceContent(
  context: CallContext,
  file: ShopFile,
  address: FileUpdateInput["originalSource"],
): void {
  if (address === null || address === undefined) return;
  const source = sourceAt(context.backstage, address);
  if (source.kind !== "found") throw unsupported(context, `fileUpdate(originalSource: ${address})`);
  file.bytes = source.bytes;
  file.isReplaced = true;
}

/** Takes a file out of a product's media and off its variants. */
export function detach(product: ShopProduct | undefined, fileId: string, now: string): void {
  if (product === undefined || !product.media.includes(fileId)) return;
  product.media = product.media.filter((id) => id !== fileId);
  product.updatedAt = now;
  for (const variant of product.variants) {
    if (variant.mediaId !== fileId) continue;
    variant.mediaId = null;
    variant.updatedAt = now;
  }
}

const productOf = ({ state }: Backstage, id: string): ShopProduct | undefined =>
  state.products.get(numberIn("Product", id) ?? "");
