import { access, constants } from "node:fs/promises";
import {
  type Connector,
  ConnectorError,
  type Context,
  type Health,
  type Manifest,
  mappedFields,
} from "@assetql/connector-sdk";
import { diskOf } from "./disk.ts";
import { listItems } from "./items.ts";
import { observeAll } from "./observe.ts";
import { openRoot } from "./root.ts";
import { type Config, configSchema, type FolderOptions } from "./settings.ts";
import { applyChange, deleteImage, revertChange } from "./write.ts";

const manifest: Manifest<Config, null> = {
  name: "folder",
  title: "Folder",
  description:
    "Images as files in a folder, each with a JSON file that tells of it. Its items are the rows of items.csv or items.json there, else its folders.",
  configSchema,
  credentialsSchema: null,
  fields: [
    { name: "image", title: "Image", from: null },
    { name: "title", title: "Title", from: "title" },
    { name: "altText", title: "Alternative text", from: "altText" },
    { name: "tags", title: "Tags", from: "tags" },
    { name: "category", title: "Category", from: "category" },
    { name: "styleScore", title: "Style score", from: "styleScore" },
    { name: "provenance", title: "Where it comes from", from: null },
  ],
  itemFields: ["title"],
  deletions: ["keep", "delete"],
  overridable: [],
  receivesWebhooks: false,
  pace: { requestsPerSecond: 1_000, burst: 1_000, concurrency: 8 },
};

/** The connector to folders on the disks of the machine that the host runs on. */
export function createFolderConnector(options: FolderOptions): Connector<Config, null> {
  const open = ({ config }: Pick<Context<Config, null>, "config">) => openRoot(config, options);
  return {
    manifest,
    check: async (context) => {
      try {
        const root = await open(context);
        await diskOf(context)(() => access(root, constants.R_OK | constants.W_OK));
        return { status: "ok", code: null, detail: "Images can be written there.", facts: { folder: root } };
      } catch (error) {
        return failing(error);
      }
    },
    listItems: async (context, query, cursor) => {
      const root = await open(context);
      return diskOf(context)(() => listItems(root, query, cursor));
    },
    desire: (_context, asset, mapping) => ({
      externalId: asset.id,
      title: asset.title,
      fields: {
        image: `sha256:${asset.sha256}`,
        ...mappedFields(manifest.fields, asset, mapping),
        provenance: { ...asset.provenance, style: asset.styleName, prompt: asset.prompt },
      },
    }),
    observe: async (context, references) => observeAll(diskOf(context), await open(context), references),
    apply: async (context, change) => applyChange(context, await open(context), change),
    withdraw: async (context, change) => deleteImage(context, await open(context), change),
    revert: async (context, change) => revertChange(context, await open(context), change),
  };
}

function failing(error: unknown): Health {
  if (!(error instanceof ConnectorError)) throw error;
  return { status: "failing", code: error.code, detail: error.message, facts: {} };
}
