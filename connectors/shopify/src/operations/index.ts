import { appSubscriptions, createUsageSubscription, recordUsage } from "./billing.ts";
import { bulkOperationById, runBulkQuery } from "./bulk.ts";
import { collectionsById, searchCollections } from "./collections.ts";
import {
  acknowledgeFailedUpdates,
  createFiles,
  deleteFiles,
  fileErrorsById,
  fileStatusesById,
  filesById,
  searchFiles,
  stageUploads,
  updateFiles,
} from "./files.ts";
import { installation } from "./installation.ts";
import {
  countProducts,
  moreMetafields,
  moreVariants,
  productsById,
  productsOfVariants,
  searchProducts,
} from "./products.ts";
import { shopCurrency, shopName } from "./shop.ts";
import {
  detachVariantImages,
  jobById,
  mediaOrders,
  moreShownMedia,
  moreShownVariants,
  reorderMedia,
  setCollectionImage,
  setVariantImages,
  shownCollections,
  shownProducts,
  shownVariants,
  shownVariantsById,
} from "./showing.ts";

/** Every operation that is ever sent to Shopify. */
export const operations = [
  // To read what images are made for.
  searchProducts,
  productsById,
  moreVariants,
  moreMetafields,
  productsOfVariants,
  countProducts,
  searchCollections,
  collectionsById,
  shopCurrency,
  runBulkQuery,
  bulkOperationById,
  // To publish.
  installation,
  stageUploads,
  createFiles,
  updateFiles,
  acknowledgeFailedUpdates,
  deleteFiles,
  fileStatusesById,
  filesById,
  searchFiles,
  fileErrorsById,
  shownProducts,
  moreShownMedia,
  mediaOrders,
  shownVariants,
  moreShownVariants,
  shownVariantsById,
  setVariantImages,
  detachVariantImages,
  reorderMedia,
  jobById,
  shownCollections,
  setCollectionImage,
  // What the app itself asks.
  shopName,
  appSubscriptions,
  createUsageSubscription,
  recordUsage,
] as const;
