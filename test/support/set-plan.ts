import type { Plan, WorkspaceId } from "@assetql/contract";
import { type Collection, put, type RecordStore } from "@assetql/core/ports";

type Planned = Readonly<Record<string, unknown>> & { readonly id: string };

const workspaces: Collection<Planned> = {
  name: "workspaces",
  parse: (value) => value as Planned,
  id: ({ id }) => id,
  indexes: {},
};

/** Puts a workspace on a plan, as an operator would. */
export async function setPlan(store: RecordStore, id: WorkspaceId, plan: Plan): Promise<void> {
  const known = (await store.get(workspaces, id))?.value;
  const made = { id, name: "Test", notifyEmails: [], createdAt: 0, updatedAt: 0 };
  await store.transact([put(workspaces, { ...made, ...known, plan })]);
}
