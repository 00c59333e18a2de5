import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import dynalite from "dynalite";

export interface LocalDynamo {
  readonly endpoint: string;
  readonly region: string;
  readonly client: DynamoDBClient;
  /** A table of the app's documents, and one of its sessions, made anew. */
  tables(): Promise<{ readonly documents: string; readonly sessions: string }>;
  stop(): Promise<void>;
}

const REGION = "eu-central-1";

/** Something on this machine that speaks DynamoDB's language, in memory. Sets the credentials that it does not look at. */
export async function startDynamo(): Promise<LocalDynamo> {
  process.env.AWS_ACCESS_KEY_ID ??= "local";
  process.env.AWS_SECRET_ACCESS_KEY ??= "local";
  const server: Server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({ region: REGION, endpoint });
  let made = 0;
  return {
    endpoint,
    region: REGION,
    client,
    async tables() {
      made += 1;
      const documents = `documents-${made}`;
      const sessions = `sessions-${made}`;
      await client.send(documentsTable(documents));
      await client.send(sessionsTable(sessions));
      return { documents, sessions };
    },
    async stop() {
      client.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const documentsTable = (TableName: string): CreateTableCommand =>
  new CreateTableCommand({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "shop", AttributeType: "S" },
      { AttributeName: "key", AttributeType: "S" },
    ],
    KeySchema: [
      { AttributeName: "shop", KeyType: "HASH" },
      { AttributeName: "key", KeyType: "RANGE" },
    ],
  });

const sessionsTable = (TableName: string): CreateTableCommand =>
  new CreateTableCommand({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "id", AttributeType: "S" },
      { AttributeName: "shop", AttributeType: "S" },
    ],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "shop_index",
        KeySchema: [{ AttributeName: "shop", KeyType: "HASH" }],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
  });
