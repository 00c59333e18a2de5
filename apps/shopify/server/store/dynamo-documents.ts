import { jsonSchema } from "@assetql/contract";
import {
  type AttributeValue,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { z } from "zod";
import type { Documents, Place, Put, StoredDocument } from "./documents.ts";

/** A batch of writes has at most so many. */
const BATCH = 25;

const itemSchema = z.object({
  key: z.object({ S: z.string() }),
  value: z.object({ S: z.string() }),
  version: z.object({ N: z.coerce.number<string>() }),
});

function toDocument(item: unknown): StoredDocument {
  const { key, value, version } = itemSchema.parse(item);
  return { key: key.S, value: jsonSchema.parse(JSON.parse(value.S)), version: version.N };
}

const keyOf = ({ shop, key }: Place): Record<string, AttributeValue> => ({
  shop: { S: shop },
  key: { S: key },
});
const NAMES = { "#version": "version" };

/**
 * Documents in a table of DynamoDB, with the partition key `shop` and the sort key `key`, both strings. Reads are
 * consistent.
 */
export function createDynamoDocuments(client: DynamoDBClient, TableName: string): Documents {
  const list = async (shop: string, prefix: string, names?: string) => {
    const found: Record<string, AttributeValue>[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression:
            prefix === "" ? "shop = :shop" : "shop = :shop AND begins_with(#key, :prefix)",
          ...(prefix === "" && names === undefined ? {} : { ExpressionAttributeNames: { "#key": "key" } }),
          ExpressionAttributeValues: {
            ":shop": { S: shop },
            ...(prefix === "" ? {} : { ":prefix": { S: prefix } }),
          },
          ...(names === undefined ? {} : { ProjectionExpression: names }),
          ExclusiveStartKey,
        }),
      );
      found.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return found;
  };
  return {
    async get(place) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: keyOf(place), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : toDocument(Item);
    },
    async put(put) {
      const answer = await whenHeld(client.send(new UpdateItemCommand({ TableName, ...updateOf(put) })));
      return answer && z.object({ N: z.coerce.number<string>() }).parse(answer.Attributes?.version).N;
    },
    async delete({ ifVersion, ...place }) {
      const condition =
        ifVersion === undefined
          ? {}
          : {
              ConditionExpression: "attribute_not_exists(shop) OR #version = :version",
              ExpressionAttributeNames: NAMES,
              ExpressionAttributeValues: { ":version": { N: String(ifVersion) } },
            };
      const command = new DeleteItemCommand({ TableName, Key: keyOf(place), ...condition });
      return (await whenHeld(client.send(command))) !== undefined;
    },
    list: async (shop, prefix) => (await list(shop, prefix)).map(toDocument),
    async erase(shop) {
      const keys = await list(shop, "", "shop, #key");
      for (let from = 0; from < keys.length; from += BATCH) {
        const writes = keys.slice(from, from + BATCH).map((Key) => ({ DeleteRequest: { Key } }));
        let left: typeof writes = writes;
        while (left.length > 0) {
          const { UnprocessedItems } = await client.send(
            new BatchWriteItemCommand({ RequestItems: { [TableName]: left } }),
          );
          const again = UnprocessedItems?.[TableName] ?? [];
          left = again.flatMap(({ DeleteRequest }) =>
            DeleteRequest?.Key === undefined ? [] : [{ DeleteRequest: { Key: DeleteRequest.Key } }],
          );
        }
      }
    },
  };
}

function updateOf({ value, ifVersion, ...place }: Put) {
  const condition =
    ifVersion === undefined
      ? {}
      : {
          ConditionExpression: ifVersion === 0 ? "attribute_not_exists(shop)" : "#version = :version",
        };
  return {
    Key: keyOf(place),
    UpdateExpression: "SET #value = :value ADD #version :one",
    ...condition,
    ExpressionAttributeNames: { ...NAMES, "#value": "value" },
    ExpressionAttributeValues: {
      ":value": { S: JSON.stringify(value) },
      ":one": { N: "1" },
      ...(ifVersion === undefined || ifVersion === 0 ? {} : { ":version": { N: String(ifVersion) } }),
    },
    ReturnValues: "ALL_NEW" as const,
  };
}

/** Undefined when the condition of a write does not hold. */
async function whenHeld<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
