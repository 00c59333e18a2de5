import type { ChangeContext, Context } from "@assetql/connector-sdk";
import type { ShopClient } from "../client/shop-client.ts";
import { globalId, numberOf, type ShopItem } from "../item-id.ts";
import {
  createFiles,
  deleteFiles,
  type FileCreateInput,
  type FileStatus,
  type FileUpdateInput,
  fileStatusesById,
  type StagedTarget,
  type StagedUploadInput,
  stageUploads,
  updateFiles,
} from "../operations/files.ts";
import {
  mediaOrders,
  type ShownCollection,
  type ShownVariants,
  shownCollections,
  shownVariants,
  shownVariantsById,
} from "../operations/showing.ts";
import type { ShopifyConfig, ShopifyCredentials } from "../settings.ts";
import { type Ask, asked, once, shared } from "./ask.ts";
import { despiteFailed } from "./failed-update.ts";
import { mediaOf } from "./media-id.ts";
import type { OurName } from "./names.ts";
import type { Patience } from "./patience.ts";
import { Settling } from "./settling.ts";

export type ShopContext = Context<ShopifyConfig, ShopifyCredentials>;
export type ShopChangeContext = ChangeContext<ShopifyConfig, ShopifyCredentials>;

/** Shopify takes 250 of a list at once; staged targets make longer answers. */
const MOST_FILES = 250;
const MOST_STAGED = 100;
/** Reads are kept below 500 points. */
const MOST_ORDERS = 30;
const MOST_PRODUCTS = 8;
const MOST_NODES = 100;

/** What one piece of work asks Shopify together, though its changes ask one by one. Files by number. */
export interface Desk {
  readonly stage: Ask<StagedUploadInput, StagedTarget>;
  /** Gives the number of the new file. */
  readonly createFile: Ask<FileCreateInput, string>;
  readonly updateFile: Ask<FileUpdateInput, null>;
  /** By number. */
  readonly deleteFile: Ask<string, null>;
  /** The numbers of a product's media in order; undefined when it is gone or has more than can be read at once. */
  readonly mediaOrder: Ask<string, MediaOrder | undefined>;
  /** Of a product by number: its options, and its variants up to a page; undefined when it is gone. */
  readonly variants: Ask<string, ShownVariants | undefined>;
  readonly variantImage: Ask<string, string | null | undefined>;
  readonly collection: Ask<string, ShownCollection | undefined>;
  settled(client: ShopClient, file: string): ReturnType<Settling["wait"]>;
  /** What names of media this work has read: null for those that are not ours. */
  readonly names: Map<string, OurName | null>;
  /** What this work publishes, by file. */
  readonly turns: Map<string, Turn>;
}

/** Whose turn it is among several images of one product. */
export interface Turn {
  /** Sorts images as the rows of their batch do. */
  readonly row: string;
  readonly item: ShopItem | undefined;
}

export interface MediaOrder {
  readonly media: readonly string[];
  readonly isWhole: boolean;
}

const desks = new WeakMap<AbortSignal, Desk>();

/** One for each piece of work, known by the signal that ends it. */
export function deskOf({ signal, now }: Pick<ShopContext, "signal" | "now">, patience: Patience): Desk {
  const known = desks.get(signal);
  if (known !== undefined) return known;
  const made = createDesk({ signal, now, patience });
  desks.set(signal, made);
  return made;
}

interface DeskOptions {
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly patience: Patience;
}

function createDesk({ signal, now, patience }: DeskOptions): Desk {
  let last: ShopClient | undefined;
  const settling = new Settling({
    patience,
    signal,
    now,
    statuses: async (files) => (last === undefined ? new Map() : statusesOf(last, files)),
  });
  return {
    stage: shared(MOST_STAGED, async (client, input: readonly StagedUploadInput[]) => {
      const { stagedUploadsCreate: answer } = await client.call(stageUploads, { input });
      return { values: answer.stagedTargets ?? [], userErrors: answer.userErrors };
    }),
    createFile: shared(MOST_FILES, async (client, files: readonly FileCreateInput[]) => {
      const { fileCreate: answer } = await client.call(createFiles, { files });
      return { values: (answer.files ?? []).map(({ id }) => numberOf(id)), userErrors: answer.userErrors };
    }),
    updateFile: despiteFailed(
      shared(
        MOST_FILES,
        async (client, files: readonly FileUpdateInput[]) => {
          const { fileUpdate: answer } = await client.call(updateFiles, { files });
          return { values: files.map(() => null), userErrors: answer.userErrors };
        },
        ({ id }) => id,
      ),
    ),
    deleteFile: once(
      shared(MOST_FILES, async (client, files: readonly string[]) => {
        const fileIds = files.map((file) => globalId("MediaImage", file));
        const { fileDelete: answer } = await client.call(deleteFiles, { fileIds });
        return { values: files.map(() => null), userErrors: answer.userErrors };
      }),
    ),
    mediaOrder: asked(MOST_ORDERS, async (client, products: readonly string[]) => {
      const ids = products.map((product) => globalId("Product", product));
      const { nodes } = await client.call(mediaOrders, { ids });
      return nodes.map((node) =>
        node === null || node === undefined
          ? undefined
          : {
              media: node.media.nodes.map(({ id }) => mediaOf(id)),
              isWhole: !node.media.pageInfo.hasNextPage,
            },
      );
    }),
    variants: asked(MOST_PRODUCTS, async (client, products: readonly string[]) => {
      const ids = products.map((product) => globalId("Product", product));
      const { nodes } = await client.call(shownVariants, { ids });
      return nodes.map((node) => node ?? undefined);
    }),
    variantImage: asked(MOST_NODES, async (client, variants: readonly string[]) => {
      const ids = variants.map((variant) => globalId("ProductVariant", variant));
      const { nodes } = await client.call(shownVariantsById, { ids });
      return nodes.map((node) => {
        if (node === null || node === undefined) return undefined;
        const [media] = node.media.nodes;
        return media === undefined ? null : mediaOf(media.id);
      });
    }),
    collection: asked(MOST_NODES, async (client, collections: readonly string[]) => {
      const ids = collections.map((collection) => globalId("Collection", collection));
      const { nodes } = await client.call(shownCollections, { ids });
      return nodes.map((node) => node ?? undefined);
    }),
    settled(client, file) {
      last = client;
      return settling.wait(file);
    },
    names: new Map(),
    turns: new Map(),
  };
}

async function statusesOf(
  client: ShopClient,
  files: readonly string[],
): Promise<ReadonlyMap<string, FileStatus>> {
  const statuses = new Map<string, FileStatus>();
  for (let at = 0; at < files.length; at += MOST_NODES) {
    const ids = files.slice(at, at + MOST_NODES).map((file) => globalId("MediaImage", file));
    const { nodes } = await client.call(fileStatusesById, { ids });
    for (const node of nodes) if (node) statuses.set(numberOf(node.id), node.fileStatus);
  }
  return statuses;
}
