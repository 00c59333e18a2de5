import { assetOperations } from "./assets.ts";
import { batchOperations } from "./batches.ts";
import { exportOperations } from "./exports.ts";
import { styleOperations } from "./styles.ts";
import { systemOperations } from "./system.ts";

/** Every call of the API, by id. */
export const operations = {
  ...batchOperations,
  ...styleOperations,
  ...assetOperations,
  ...exportOperations,
  ...systemOperations,
};
export type Operations = typeof operations;
export type OperationId = keyof Operations;
