import { ProblemError } from "@assetql/contract";
import { Router } from "express";
import type { ConnectorRegistry } from "../connectors/registry.ts";
import type { HookSecrets } from "../hooks/hook-secrets.ts";
import type { Syncer } from "../sync/syncer.ts";
import { type AuthorizeDeps, authorizedTarget } from "./authorize.ts";

export interface OperatorDeps extends AuthorizeDeps {
  readonly registry: ConnectorRegistry;
  readonly syncer: Syncer;
  readonly secrets: HookSecrets;
  readonly publicUrl: string;
}

/** What admins of a workspace ask of the service itself. */
export function operatorRoutes(deps: OperatorDeps): Router {
  const router = Router();
  router.post("/targets/:id/sync", async (request, response) => {
    const listed = await authorizedTarget(deps, request);
    const isRunning = deps.syncer.isRunning(listed.target.id);
    await deps.directory.refresh();
    if (!deps.syncer.request((await deps.directory.find(listed.target.id)) ?? listed)) {
      throw new ProblemError("target-failing", "This target has no sync settings. Give it some first.");
    }
    response.status(202).json({ status: isRunning ? "queued" : "started", targetId: listed.target.id });
  });
  router.get("/targets/:id/hook", async (request, response) => {
    const listed = await authorizedTarget(deps, request);
    const { connector, id } = listed.target;
    if (deps.registry.find(connector)?.manifest.receivesWebhooks !== true) {
      throw new ProblemError("not-found", `Targets of the connector ${connector} send no webhooks.`);
    }
    // The secret of the target's credentials is accepted as well; only the derived one can be told.
    response.json({
      url: `${deps.publicUrl}/hooks/${connector}/${id}`,
      secret: deps.secrets.derived(listed) ?? null,
    });
  });
  return router;
}
