import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { DynamoDBSessionStorage } from "@shopify/shopify-app-session-storage-dynamodb";
import { ownSecret } from "../secrets/own-secret.ts";
import { createSqliteSessionStorage } from "../sessions/sqlite-session-storage.ts";
import type { StoreSettings } from "../settings/settings.ts";
import type { Documents } from "./documents.ts";
import { createDynamoDocuments } from "./dynamo-documents.ts";
import { openDatabase } from "./sqlite-database.ts";
import { createSqliteDocuments } from "./sqlite-documents.ts";

/** Everything that the app keeps. */
export interface Store {
  readonly documents: Documents;
  readonly sessions: SessionStorage;
  /** What API keys are sealed with, unless the settings have one. */
  ownSecret(): Promise<string>;
  close(): void;
}

export const SHOP_INDEX = "shop_index";

export function openStore(settings: StoreSettings): Store {
  if (settings.kind === "sqlite") {
    const database = openDatabase(settings.folder);
    return {
      documents: createSqliteDocuments(database),
      sessions: createSqliteSessionStorage(database),
      ownSecret: () => ownSecret(settings.folder),
      close: () => database.close(),
    };
  }
  const { table, sessionsTable, region, endpoint } = settings;
  const config: DynamoDBClientConfig = { region, ...(endpoint === undefined ? {} : { endpoint }) };
  const client = new DynamoDBClient(config);
  return {
    documents: createDynamoDocuments(client, table),
    sessions: new DynamoDBSessionStorage({
      sessionTableName: sessionsTable,
      shopIndexName: SHOP_INDEX,
      config,
    }),
    ownSecret: async () => {
      throw new Error("With DynamoDB, ASSETQL_SHOPIFY_SECRET has to be set");
    },
    close: () => client.destroy(),
  };
}
