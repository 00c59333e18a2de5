import { z } from "zod";
import { workspaceIdSchema } from "../ids.ts";
import { pageOf, pageQuerySchema } from "../paging.ts";
import {
  createdWorkspaceSchema,
  createWorkspaceSchema,
  updateWorkspaceSchema,
  workspaceSchema,
} from "../resources/workspace.ts";
import { operation } from "./operation.ts";

const params = z.object({ id: workspaceIdSchema });

export const workspaceOperations = {
  listWorkspaces: operation({
    id: "listWorkspaces",
    method: "GET",
    path: "/api/v1/workspaces",
    tag: "Workspaces",
    summary: "The workspaces of a person; a key's own; every one for an operator",
    role: "identity",
    query: pageQuerySchema,
    response: { kind: "json", status: 200, schema: pageOf(workspaceSchema, "WorkspacePage") },
    problems: ["cursor-invalid"],
  }),
  createWorkspace: operation({
    id: "createWorkspace",
    method: "POST",
    path: "/api/v1/workspaces",
    tag: "Workspaces",
    summary: "Make a workspace, with its first admin: the person, or for an operator a key shown this once",
    role: "identity",
    operator: true,
    body: { schema: createWorkspaceSchema },
    response: { kind: "json", status: 201, schema: createdWorkspaceSchema },
    problems: [],
  }),
  getWorkspace: operation({
    id: "getWorkspace",
    method: "GET",
    path: "/api/v1/workspaces/{id}",
    tag: "Workspaces",
    summary: "A workspace with its plan",
    role: "viewer",
    params,
    response: { kind: "json", status: 200, schema: workspaceSchema },
    problems: ["not-found"],
  }),
  updateWorkspace: operation({
    id: "updateWorkspace",
    method: "PATCH",
    path: "/api/v1/workspaces/{id}",
    tag: "Workspaces",
    summary: "Change a workspace's name and who is notified; an operator also its plan",
    role: "admin",
    params,
    body: { schema: updateWorkspaceSchema },
    response: { kind: "json", status: 200, schema: workspaceSchema },
    problems: ["not-found", "conflict"],
  }),
  deleteWorkspace: operation({
    id: "deleteWorkspace",
    method: "DELETE",
    path: "/api/v1/workspaces/{id}",
    tag: "Workspaces",
    summary: "Erase a workspace for good, with its keys, members, styles, batches, images and exports",
    role: "admin",
    params,
    query: z.object({
      confirm: z.string().max(200).describe("The workspace's name, so that nobody does this by mistake"),
    }),
    response: { kind: "empty", status: 204 },
    problems: ["not-found", "confirmation-wrong", "conflict"],
  }),
};
