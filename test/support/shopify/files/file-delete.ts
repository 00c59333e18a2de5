import type { FieldFunction } from "../context.ts";
import { userError } from "../errors.ts";
import { timeNow } from "../state.ts";
import { detach } from "./file-update.ts";
import { findFile } from "./file-view.ts";

/** `fileDelete`: for ever, and off every product. https://shopify.dev/docs/api/admin-graphql/latest/mutations/fileDelete */
export const deleteFiles: FieldFunction = ({ fileIds }, context) => {
  const ids = fileIds as readonly string[];
  const missing = ids.filter((id) => findFile(context, id) === undefined);
  if (missing.length > 0) {
    const message = `File id${missing.length > 1 ? "s" : ""} ${missing.join(",")} ${missing.length > 1 ? "do" : "does"} not exist.`;
    const userErrors = [userError(["fileIds"], message, "FILE_DOES_NOT_EXIST")];
    return { __typename: "FileDeletePayload", deletedFileIds: null, userErrors };
  }
  const { state } = context.backstage;
  const now = timeNow();
  for (const id of ids) {
    const file = findFile(context, id);
    if (file === undefined) continue;
    for (const product of state.products.values()) detach(product, file.id, now);
    state.files.delete(file.id);
  }
  return { __typename: "FileDeletePayload", deletedFileIds: [...new Set(ids)], userErrors: [] };
};
