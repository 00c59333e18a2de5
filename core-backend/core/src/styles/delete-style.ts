import { ProblemError, type StyleProfileId } from "@assetql/contract";
import { audit } from "../audit/audit.ts";
import { batches } from "../batches/batch-record.ts";
import type { CoreDeps, Principal } from "../deps.ts";
import { isTerminal } from "../kiro/transitions.ts";
import { type Action, remove } from "../ports/index.ts";
import { getOwned } from "../shared/not-found.ts";
import { eachRecord } from "../shared/pages.ts";
import { deletePrefix } from "../shared/remove-all.ts";
import { styles, styleVersionId, styleVersions } from "./style-record.ts";

/** Within the 100 actions of a transaction; versions beyond come first, in transactions of their own. */
const VERSIONS_AT_ONCE = 90;

/**
 * Deletes a style profile, its versions and references. Assets made in it stay. Throws the problems `not-found` and
 * `style-in-use` while a batch in it has not ended.
 */
export async function deleteStyle(
  deps: Pick<CoreDeps, "store" | "blobs" | "clock" | "random">,
  principal: Principal,
  { id }: { id: StyleProfileId },
): Promise<void> {
  const { value: style, revision } = await getOwned(deps, principal, {
    collection: styles,
    id,
    what: "style",
  });
  for await (const { value } of eachRecord(deps.store, batches, { index: "byStyle", partition: id })) {
    if (isTerminal(value.workflow.status)) continue;
    throw new ProblemError(
      "style-in-use",
      `The batch "${value.name}" is made in the style "${style.name}". Wait until it has ended, or cancel it first.`,
    );
  }
  const versions: Action[] = Array.from({ length: style.version }, (_, index) =>
    remove(styleVersions, styleVersionId(id, index + 1)),
  );
  while (versions.length > VERSIONS_AT_ONCE) await deps.store.transact(versions.splice(0, VERSIONS_AT_ONCE));
  await deps.store.transact([
    remove(styles, id, revision),
    ...versions,
    audit(deps, principal, { action: "style.deleted", subject: id, before: style }),
  ]);
  await deletePrefix(deps.blobs, `style-references/${id}/`);
}
