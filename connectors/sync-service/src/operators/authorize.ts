import { type Client, createClient } from "@assetql/client";
import { ProblemError } from "@assetql/contract";
import type { Request } from "express";
import type { ListedTarget, TargetDirectory } from "../hub/target-directory.ts";
import { correlatedFetch } from "../log/correlation.ts";

export interface AuthorizeDeps {
  readonly hubUrl: string;
  readonly directory: TargetDirectory;
}

const BEARER = /^Bearer +([\x21-\x7e]{1,8000})$/i;

/**
 * The target of a request that an admin of its workspace sends, with the key or token they have for the hub: the hub
 * itself says who they are. Throws the problems `unauthenticated`, `forbidden` and `not-found`.
 */
export async function authorizedTarget(
  { hubUrl, directory }: AuthorizeDeps,
  request: Request<{ id: string }>,
): Promise<ListedTarget> {
  const apiKey = BEARER.exec(request.get("Authorization") ?? "")?.[1];
  if (apiKey === undefined) {
    throw new ProblemError(
      "unauthenticated",
      "Send an admin's key of the hub as `Authorization: Bearer <key>`.",
    );
  }
  const client = createClient({
    baseUrl: hubUrl,
    apiKey,
    workspaceId: request.get("X-Workspace-Id"),
    fetch: correlatedFetch,
    retries: 1,
  });
  const { id } = request.params;
  const { workspaceId } = await client.call("getTarget", { params: { id } });
  await assertAdmin(client, workspaceId);
  const listed = await directory.find(id);
  if (listed !== undefined) return listed;
  throw new ProblemError(
    "not-found",
    `This service has no key of the workspace that the target ${id} is in.`,
  );
}

async function assertAdmin(client: Client, workspaceId: string): Promise<void> {
  const { workspaces } = await client.call("getMe", {});
  if (workspaces.some(({ id, role }) => id === workspaceId && role === "admin")) return;
  throw new ProblemError("forbidden", "This needs the role admin in the target's workspace.");
}
