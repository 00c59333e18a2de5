import type { FieldFunction } from "../context.ts";
import { userError } from "../errors.ts";
import type { ShopFile } from "../state.ts";
import { fileView, findFile } from "./file-view.ts";

/**
 * `fileAcknowledgeUpdateFailed`: "resetting FAILED status to READY and clearing any media errors"
 * (https://shopify.dev/docs/api/admin-graphql/latest/mutations/fileAcknowledgeUpdateFailed). A real shop gave a READY
 * image its `image` back with it, and refused files that had never been READY, FAILED or not:
 * https://github.com/airhorns/shopify-draft-proxy, `file-acknowledge-update-failed-parity.json`. Of several ids it is
 * not known what is refused; here all or none.
 */
export const acknowledgeFailedUpdates: FieldFunction = ({ fileIds }, context) => {
  const ids = fileIds as readonly string[];
  const found = ids.map((id) => findFile(context, id));
  const userErrors = found.flatMap((file, index) => mistakeIn(file, ids[index] ?? ""));
  if (userErrors.length > 0) return { __typename: PAYLOAD, files: null, userErrors };
  const files = found.filter((file) => file !== undefined);
  for (const file of files) {
    Object.assign(file, { status: "READY", error: null });
    delete file.isReplaced;
  }
  return { __typename: PAYLOAD, files: files.map(fileView), userErrors };
};

const PAYLOAD = "FileAcknowledgeUpdateFailedPayload";

function mistakeIn(file: ShopFile | undefined, id: string) {
  if (file === undefined)
    return [userError(["fileIds"], `File id ${id} does not exist.`, "FILE_DOES_NOT_EXIST")];
  if (file.url !== null && file.status !== "PROCESSING") return [];
  return [userError(["fileIds"], `File with id ${id} is not in the READY state.`, "NON_READY_STATE")];
}
