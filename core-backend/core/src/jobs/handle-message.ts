import { queueMessageSchema } from "@assetql/contract";
import { removeBatchRemains } from "../batches/delete-batch.ts";
import type { CoreDeps } from "../deps.ts";
import { distribute } from "../distribution/distribute.ts";
import { runExport } from "../exports/run-export.ts";
import { ConflictError } from "../ports/index.ts";
import { postProcess } from "../post-processing/post-process.ts";
import { generate } from "../tasks/generate.ts";
import type { Delivery } from "./delivery.ts";

/** What the queue should do with the message: it is done with, or it comes again after a while. */
export type Disposition =
  | { readonly kind: "done" }
  | { readonly kind: "later"; readonly delaySeconds: number };

const DONE: Disposition = { kind: "done" };

/** Does what a queue's message asks for. Throws when the message should come again. */
export async function handleMessage(deps: CoreDeps, body: string, delivery: Delivery): Promise<Disposition> {
  const message = queueMessageSchema.parse(JSON.parse(body));
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
