import { cancelSubscription, createSubscription, createUsageRecord } from "../app/billing.ts";
import { runQuery } from "../bulk/bulk.ts";
import type { FieldFunction } from "../context.ts";
import { acknowledgeFailedUpdates } from "../files/file-acknowledge.ts";
import { createFiles } from "../files/file-create.ts";
import { deleteFiles } from "../files/file-delete.ts";
import { updateFiles } from "../files/file-update.ts";
import { createStagedUploads } from "../files/staged-uploads.ts";
import { updateCollection } from "../products/collection-update.ts";
import { reorderMedia } from "../products/reorder-media.ts";
import { appendVariantMedia, detachVariantMedia } from "../products/variant-media.ts";
import { updateVariants } from "../products/variants-update.ts";

/** What can be changed. */
export const mutationRoot: Readonly<Record<string, FieldFunction>> = {
  stagedUploadsCreate: createStagedUploads,
  fileCreate: createFiles,
  fileUpdate: updateFiles,
  fileAcknowledgeUpdateFailed: acknowledgeFailedUpdates,
  fileDelete: deleteFiles,
  productReorderMedia: reorderMedia,
  productVariantsBulkUpdate: updateVariants,
  productVariantAppendMedia: appendVariantMedia,
  productVariantDetachMedia: detachVariantMedia,
  collectionUpdate: updateCollection,
  // Looked up when it is called: bulk operations carry out calls, and calls begin bulk operations.
  bulkOperationRunQuery: (args, context) => runQuery(args, context),
  appSubscriptionCreate: createSubscription,
  appSubscriptionCancel: cancelSubscription,
  appUsageRecordCreate: createUsageRecord,
};
