import { type QueueMessage, queueMessageSchema } from "@assetql/contract";
import { z } from "zod";
import { removeAssetRemains } from "../assets/asset-remains.ts";
import { removeBatchRemains } from "../batches/delete-batch.ts";
import { retryFailed } from "../batches/retry-failed.ts";
import type { CoreDeps } from "../deps.ts";
import { distribute } from "../distribution/distribute.ts";
import { runExport } from "../exports/run-export.ts";
import { notify } from "../notifications/notify.ts";
import { ConflictError } from "../ports/index.ts";
import { postProcess } from "../post-processing/post-process.ts";
import { runPublicationStep } from "../publications/run-step.ts";
import { runSchedule } from "../schedules/run-schedule.ts";
import { correlated } from "../shared/correlation.ts";
import { removeTargetRemains } from "../targets/delete-target.ts";
import { generate } from "../tasks/generate.ts";
import { unpark } from "../tasks/park.ts";
import { removeWebhookRemains } from "../webhooks/delete-webhook.ts";
import { drainWebhook } from "../webhooks/drain-webhook.ts";
import { fanOutWebhooks } from "../webhooks/fan-out.ts";
import { recover } from "../webhooks/recover-webhook.ts";
import { eraseWorkspace } from "../workspaces/erase.ts";
import type { Delivery } from "./delivery.ts";

/** What the queue should do with the message: it is done with, or it comes again after a while. */
export type Disposition =
  | { readonly kind: "done" }
  | { readonly kind: "later"; readonly delaySeconds: number };

const DONE: Disposition = { kind: "done" };

const envelopeSchema = z.object({ correlationId: z.string().optional() });

/** What the logs may say of a message. */
export function describeMessage(body: string): { readonly job: string; readonly correlationId?: string } {
  try {
    const sent: unknown = JSON.parse(body);
    const { correlationId } = envelopeSchema.parse(sent);
    const job = queueMessageSchema.parse(sent).kind;
    return { job, ...(correlationId === undefined ? {} : { correlationId }) };
  } catch {
    return { job: "unreadable" };
  }
}

/**
 * Does what a queue's message asks for, in the name of the request that it follows from. Throws when the message
 * should come again.
 */
export function handleMessage(deps: CoreDeps, body: string, delivery: Delivery): Promise<Disposition> {
  const { job, correlationId } = describeMessage(body);
  return correlated(correlationId ?? deps.random.id(), async () => {
    const startedAt = performance.now();
    const disposition = await carryOut(deps, queueMessageSchema.parse(JSON.parse(body)), delivery);
    deps.log("info", "job", {
      job,
      outcome: disposition.kind,
      receives: delivery.receives,
      ms: Math.round(performance.now() - startedAt),
    });
    return disposition;
  });
}

async function carryOut(deps: CoreDeps, message: QueueMessage, delivery: Delivery): Promise<Disposition> {
  try {
    switch (message.kind) {
      case "generate":
        await generate(deps, message, delivery);
        return DONE;
      case "distribute":
        await distribute(deps, message);
        return DONE;
      case "post-process":
        await postProcess(deps, message);
        return DONE;
      case "export":
        await runExport(deps, message, delivery);
        return DONE;
      case "run-schedule":
        await runSchedule(deps, message, delivery);
        return DONE;
      case "notify":
        return await notify(deps, message, delivery);
      case "fan-out-webhooks":
        await fanOutWebhooks(deps, message, delivery);
        return DONE;
      case "drain-webhook":
        return await drainWebhook(deps, message, delivery);
      case "recover-webhook":
        await recover(deps, message, delivery);
        return DONE;
      case "delete-webhook":
        await removeWebhookRemains(deps, message);
        return DONE;
      case "delete-target":
        await removeTargetRemains(deps, message);
        return DONE;
      case "run-publication-step":
        await runPublicationStep(deps, message);
        return DONE;
      case "retry-failed":
        await retryFailed(deps, message);
        return DONE;
      case "unpark":
        await unpark(deps, message);
        return DONE;
      case "delete-asset":
        await removeAssetRemains(deps, message);
        return DONE;
      case "delete-workspace":
        await eraseWorkspace(deps, message);
        return DONE;
      case "delete-batch":
        await removeBatchRemains(deps, message);
        return DONE;
    }
  } catch (error) {
    // Somebody else changed the record meanwhile: look again at what is left to do.
    if (error instanceof ConflictError) return { kind: "later", delaySeconds: 0 };
    throw error;
  }
}
