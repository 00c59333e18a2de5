import type { Connector, Manifest } from "@assetql/connector-sdk";
import { apply } from "./apply.ts";
import { check } from "./check.ts";
import { desire } from "./desire.ts";
import { listItems } from "./items.ts";
import { observe } from "./observe.ts";
import { type Patience, usualPatience } from "./process-files.ts";
import { receive } from "./receive.ts";
import { revert } from "./revert.ts";
import { sessionOpener } from "./session.ts";
import {
  type ContentfulConfig,
  type ContentfulCredentials,
  configSchema,
  credentialsSchema,
} from "./settings.ts";
import { publishTogether } from "./settle.ts";
import { withdraw } from "./withdraw.ts";

const manifest: Manifest<ContentfulConfig, ContentfulCredentials> = {
  name: "contentful",
  title: "Contentful",
  description:
    "Puts approved images into a Contentful space as published assets, with alternative texts in every locale, and links them from the entries they were made for.",
  configSchema,
  credentialsSchema,
  fields: [
    { name: "title", title: "Title", from: "title" },
    { name: "description", title: "Description (alternative text)", from: "altText" },
    { name: "image", title: "Image file", from: null },
    { name: "tags", title: "Tags", from: null },
    { name: "concepts", title: "Taxonomy concepts", from: null },
    { name: "status", title: "Publication", from: null },
    { name: "provenance", title: "Score, model and prompt", from: null },
    { name: "placement", title: "Place in the entry", from: null },
  ],
  itemFields: [],
  deletions: ["keep", "unlink", "archive", "delete"],
  overridable: ["itemType", "placementField"],
  receivesWebhooks: true,
  // Ten a second are the most that any plan allows; Contentful's answers slow it down to what the space has.
  pace: { requestsPerSecond: 9, burst: 1, concurrency: 4 },
};

export interface ContentfulOptions {
  readonly patience?: Patience;
}

/** A connector of its own, that has learnt of no space yet. */
export function createContentfulConnector(
  options: ContentfulOptions = {},
): Connector<ContentfulConfig, ContentfulCredentials> {
  const patience = options.patience ?? usualPatience;
  const open = sessionOpener();
  return {
    manifest,
    check: (context) => check(context, open),
    listItems: async (context, query, cursor) => listItems(await open(context), query, cursor),
    desire,
    observe: async (context, references) => observe(await open(context), references),
    apply: async (context, change) => apply(await open(context), change, patience),
    revert: async (context, change) => revert(await open(context), change),
    withdraw: async (context, change, policy) => withdraw(await open(context), change, policy),
    settle: async (context, receipts) => {
      if (context.config.bulkPublish && context.config.publish) {
        await publishTogether(await open(context), receipts, patience);
      }
    },
    receive: (context, request) => receive(context, request, open),
  };
}

/** Contentful, over its Content Management API. */
export const contentfulConnector = createContentfulConnector();
