import type { Operation, OperationId } from "@assetql/contract";
import { assetSamples } from "./samples/assets.ts";
import { batchSamples } from "./samples/batches.ts";
import { identitySamples } from "./samples/identity.ts";
import { publishingSamples } from "./samples/publishing.ts";
import type { Maker, SampleInput, Samples } from "./samples/sample.ts";
import { webhookSamples } from "./samples/webhooks.ts";

export { makeRunningBatch } from "./samples/batches.ts";
export { newPerson } from "./samples/identity.ts";
export type { Maker } from "./samples/sample.ts";

const parts = [batchSamples, assetSamples, identitySamples, publishingSamples, webhookSamples];
const together = <Kind extends keyof Samples>(kind: Kind): Samples[Kind] =>
  Object.assign({}, ...parts.map((part) => part[kind]));

export const makers = together("makers");
export const inputs = together("inputs");
const preparations = together("preparations");

/** Further parameters of a path, beside its first. */
const furtherParams: Readonly<Record<string, string>> = {
  deliveryId: "msg_00000000",
  version: "1",
  assetId: "ast_nobodyhasthisid",
};

/** The path before an operation's first parameter. */
export const collectionOf = ({ path }: Operation): string => path.slice(0, path.indexOf("/{"));

/** Throws, and says what to add, when nobody has said how to make one. */
export async function makeOne(operation: Operation, maker: Maker): Promise<string> {
  const make = makers[collectionOf(operation)];
  if (make === undefined) {
    throw new Error(`${operation.id}: add a maker of ${collectionOf(operation)} to test/api/samples`);
  }
  return make(maker);
}

/** What an operation is sent, as JSON or as a form. */
export async function inputOf(operation: Operation, maker: Maker): Promise<SampleInput> {
  const input = inputs[operation.id as OperationId];
  if (input !== undefined) return input(maker);
  if (operation.body === undefined) return {};
  throw new Error(`${operation.id}: add what it is sent to the inputs of test/api/samples`);
}

/** The path of an operation with `id` in the place of its first parameter. */
export function pathOf(
  { path, id: operationId }: Operation,
  id: string,
  { query, params }: SampleInput = {},
): string {
  let isFirst = true;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (isFirst) {
      isFirst = false;
      return id;
    }
    const value = params?.[name] ?? furtherParams[name];
    if (value === undefined)
      throw new Error(`${operationId}: add the parameter ${name} to furtherParams of test/api/samples.ts`);
    return value;
  });
  return query === undefined ? filled : `${filled}?${new URLSearchParams(query)}`;
}

/** Calls an operation so that it succeeds, on something that was made for it. */
export async function perform(operation: Operation, maker: Maker, correlationId: string): Promise<Response> {
  const prepared = (await preparations[operation.id as OperationId]?.(maker)) ?? {};
  const id = prepared.id ?? (operation.path.includes("{") ? await makeOne(operation, maker) : "");
  const { json, body, ...input } = await inputOf(operation, maker);
  return maker.home.send(operation.method, pathOf(operation, id, input), {
    key: prepared.key ?? maker.key,
    headers: { "X-Correlation-Id": correlationId },
    ...(json === undefined ? {} : { json }),
    ...(body === undefined ? {} : { body }),
  });
}
