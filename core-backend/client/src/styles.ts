import type { IncomingFile, StyleProfile } from "@assetql/contract";
import type { BodyOf, Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";
import { INLINE_LIMIT_BYTES, sendAll, totalBytes, type Uploads } from "./transfer/uploads.ts";

/** Reference images of any size the API takes; large ones are uploaded first. */
interface WithFiles {
  readonly files?: readonly IncomingFile[];
}
export type NewStyle = BodyOf<"createStyle"> & WithFiles;
export type StyleChanges = BodyOf<"updateStyle"> & WithFiles;
type ListOptions = QueryOf<"listStyles">;

export interface Styles {
  create(input: NewStyle, options?: CallOptions): Promise<StyleProfile>;
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listStyles">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<StyleProfile, void, undefined>;
  get(id: string, options?: CallOptions): Promise<StyleProfile>;
  delete(id: string, options?: CallOptions): Promise<void>;
  update(id: string, changes: StyleChanges, options?: CallOptions): Promise<StyleProfile>;
}

export function createStyles(call: Call, uploads: Uploads): Styles {
  const list: Styles["list"] = (query = {}, options) => call("listStyles", { query }, options);
  return {
    async create(input, options = {}) {
      return call("createStyle", await placeFiles(uploads, input, options), options);
    },
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    get: (id, options) => call("getStyle", { params: { id } }, options),
    async delete(id, options) {
      await call("deleteStyle", { params: { id } }, options);
    },
    async update(id, changes, options = {}) {
      return call(
        "updateStyle",
        { params: { id }, ...(await placeFiles(uploads, changes, options)) },
        options,
      );
    },
  };
}

async function placeFiles<Input extends WithFiles & { readonly referenceUploadIds?: string[] | undefined }>(
  uploads: Uploads,
  { files = [], ...body }: Input,
  options: CallOptions,
) {
  if (totalBytes(files) <= INLINE_LIMIT_BYTES) return { body, files: { references: files } };
  const references = files.map((file) => ({ ...file, purpose: "style-reference" as const }));
  const ids = await sendAll(uploads, references, options);
  return { body: { ...body, referenceUploadIds: [...(body.referenceUploadIds ?? []), ...ids] } };
}
