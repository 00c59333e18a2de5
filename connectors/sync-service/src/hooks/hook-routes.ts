import { ConnectorError } from "@assetql/connector-sdk";
import { ProblemError } from "@assetql/contract";
import { type Request, Router, raw } from "express";
import type { ConnectorRegistry } from "../connectors/registry.ts";
import { incomingOf } from "../http/incoming.ts";
import type { TargetDirectory } from "../hub/target-directory.ts";
import type { Log } from "../log/service-log.ts";
import type { Syncer } from "../sync/syncer.ts";
import type { HookSecrets } from "./hook-secrets.ts";
import { receiveWebhook } from "./receive.ts";
import { messageIdOf, type SeenMessages } from "./seen-messages.ts";

/** Platforms send an entry or a post, never an image. */
const MAX_BODY = "1mb";

export type HookResult = "accepted" | "repeated" | "refused" | "failed";

export interface HookDeps {
  readonly secrets: HookSecrets;
  readonly registry: ConnectorRegistry;
  readonly directory: TargetDirectory;
  readonly syncer: Syncer;
  /** Of the public address, for signatures that cover the path. */
  readonly pathBefore: string;
  readonly seen: SeenMessages;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly now: () => number;
  readonly onHook: (connector: string, result: HookResult) => void;
}

/** `POST /hooks/{connector}/{targetId}`: what platforms tell. Answered with 202 at once; syncs follow by themselves. */
export function hookRoutes(deps: HookDeps): Router {
  const router = Router();
  router.post(
    "/hooks/:connector/:targetId",
    raw({ type: () => true, limit: MAX_BODY }),
    async (request, response) => {
      const connector = deps.registry.find(request.params.connector)?.manifest.name ?? "unknown";
      try {
        const { result, events } = await takeHook(deps, request);
        deps.onHook(connector, result);
        response.status(202).json({ result, events });
      } catch (error) {
        deps.onHook(connector, isRefusal(error) ? "refused" : "failed");
        throw error;
      }
    },
  );
  return router;
}

const isRefusal = (error: unknown): boolean =>
  error instanceof ConnectorError || error instanceof ProblemError;

async function takeHook(deps: HookDeps, request: Request<{ connector: string; targetId: string }>) {
  const { connector: name, targetId } = request.params;
  const connector = deps.registry.find(name);
  const listed = connector === undefined ? undefined : await deps.directory.find(targetId);
  if (connector === undefined || listed === undefined || listed.target.connector !== name) {
    throw new ProblemError("not-found", `No target ${targetId} of the connector ${name} is served here.`);
  }
  const webhook = incomingOf(request, deps.pathBefore);
  const events = await receiveWebhook({ ...deps, connector, listed }, webhook);
  if (deps.seen.add(messageIdOf(targetId, webhook))) return { result: "repeated" as const, events: 0 };
  if (events.some(({ type }) => type === "item.changed")) deps.syncer.hear(listed);
  deps.log("info", "A webhook was taken", { target: targetId, connector: name, events: events.length });
  return { result: "accepted" as const, events: events.length };
}
