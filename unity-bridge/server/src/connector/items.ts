import { ConnectorError, type Context } from "@assetql/connector-sdk";
import type { Item, ItemQuery } from "@assetql/contract";
import type { EditorSession } from "../session/editor-session.ts";
import { away } from "./check.ts";
import { asConnectorErrors } from "./errors.ts";
import type { Config } from "./settings.ts";

/** Less than the hub waits for the answer, milliseconds. */
const PATIENCE_MS = 20_000;

interface Asked {
  readonly query: ItemQuery;
  readonly cursor: string | undefined;
}

/** A page of the project's own list of missing sprites. Throws ConnectorErrors. */
export async function listItems(
  session: EditorSession,
  { signal }: Pick<Context<Config, null>, "signal">,
  { query, cursor }: Asked,
) {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const either = AbortSignal.any([signal, patience]);
  const params = { search: query.search ?? null, ids: query.ids ?? null, cursor: cursor ?? null };
  try {
    const page = await asConnectorErrors(() => session.call("project.items", params, { signal: either }));
    const items = page.items.filter((item) => matches(item, query));
    return { items, ...(page.cursor === null ? {} : { cursor: page.cursor }) };
  } catch (error) {
    if (!patience.aborted || signal.aborted) throw error;
    throw new ConnectorError("unavailable", away(session), { cause: error });
  }
}

/** The rest of a query; the editor has looked at words and ids. */
function matches(item: Item, { kind, withoutImage, changedSince }: ItemQuery): boolean {
  if (kind !== undefined && item.kind !== kind) return false;
  if (withoutImage === true && item.image !== null) return false;
  return changedSince === undefined || (item.updatedAt ?? 0) > changedSince;
}
