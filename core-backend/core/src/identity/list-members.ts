import type { Member } from "@assetql/contract";
import type { CoreDeps, Principal } from "../deps.ts";
import { mapPage } from "../shared/pages.ts";
import { memberships, toMember } from "./membership-record.ts";
import { users } from "./user-record.ts";

/** Ids that one read may ask for. */
const IDS_AT_ONCE = 100;

/** The people of the workspace, in the order they joined. */
export async function listMembers(
  { store }: Pick<CoreDeps, "store">,
  { workspaceId }: Principal,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: Member[]; cursor?: string }> {
  const found = await store.query(memberships, {
    index: "byWorkspace",
    partition: workspaceId,
    limit: page.limit,
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  });
  const ids = found.items.map(({ value }) => value.userId);
  const people = new Map<string, { email: string | null; name: string | null }>();
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    for (const { value } of await store.getMany(users, ids.slice(start, start + IDS_AT_ONCE))) {
      people.set(value.id, value);
    }
  }
  return mapPage(found, ({ value }) => toMember(value, people.get(value.userId)));
}
