import type { CreatedWorkspace, Me, UpdateWorkspace, Workspace } from "@assetql/contract";
import type { BodyOf, Call, CallOptions, CallResult, QueryOf } from "./call/types.ts";
import { allItems } from "./transfer/pages.ts";

type ListOptions = QueryOf<"listWorkspaces">;

export interface Workspaces {
  /** Who calls, and where they belong. */
  me(options?: CallOptions): Promise<Me>;
  list(query?: ListOptions, options?: CallOptions): Promise<CallResult<"listWorkspaces">>;
  listAll(query?: ListOptions, options?: CallOptions): AsyncGenerator<Workspace, void, undefined>;
  /** For an operator the answer holds the secret of its first admin key, this once. */
  create(input: BodyOf<"createWorkspace">, options?: CallOptions): Promise<CreatedWorkspace>;
  get(id: string, options?: CallOptions): Promise<Workspace>;
  update(id: string, changes: UpdateWorkspace, options?: CallOptions): Promise<Workspace>;
  /** Erases everything of it, for good. `name` is the workspace's own, as a confirmation. */
  delete(id: string, name: string, options?: CallOptions): Promise<void>;
}

export function createWorkspaces(call: Call): Workspaces {
  const list: Workspaces["list"] = (query = {}, options) => call("listWorkspaces", { query }, options);
  return {
    me: (options) => call("getMe", {}, options),
    list,
    listAll: (query, options) => allItems((cursor) => list({ ...query, cursor }, options)),
    create: (body, options) => call("createWorkspace", { body }, options),
    get: (id, options) => call("getWorkspace", { params: { id } }, options),
    update: (id, body, options) => call("updateWorkspace", { params: { id }, body }, options),
    async delete(id, name, options) {
      await call("deleteWorkspace", { params: { id }, query: { confirm: name } }, options);
    },
  };
}
