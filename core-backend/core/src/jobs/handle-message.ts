import { queueMessageSchema } from "@assetql/contract";
import { removeBatchRemains } from "../batches/delete-batch.ts";
import type { CoreDeps } from "../deps.ts";
import { distribute } from "../distribution/distribute.ts";
import { runExport } from "../exports/run-export.ts";
import { ConflictError } from "../ports/index.ts";
import { postProcess } from "../post-processing/post-process.ts";
import { type Delivery, type Disposition, generate } from "../tasks/generate.ts";

const DONE: Disposition = { kind: "done" };

/** Does what a queue's message asks for. Throws when the message should come again. */
export async function handleMessage(deps: CoreDeps, body: string, delivery: Delivery): Promise<Disposition> {
  const message = queueMessageSchema.parse(JSON.parse(body));
  try {
    switch (message.kind) {
      case "generate":
        return await generate(deps, message, delivery);
      case "distribute":
        await distribute(deps, message);
        return DONE;
      case "post-process":
        await postProcess(deps, message);
        return DONE;
      case "export":
        await runExport(deps, message, delivery.signal);
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
