import type { Operation, OperationId } from "@assetql/contract";
import sharp from "sharp";
import { until } from "../support/until.ts";
import { type ApiHome, styleForm } from "./api-home.ts";
import {
  publishingInputs,
  publishingMakers,
  publishingPreparations,
  type Sources,
} from "./publishing-samples.ts";
import { webhookInputs, webhookMakers } from "./webhook-samples.ts";

/** Whose workspace something is made in. */
export interface Maker {
  readonly home: ApiHome;
  /** An admin key. */
  readonly key: string;
}

interface Row {
  readonly [member: string]: unknown;
  readonly id: string;
}

const request = async <T = Row>(
  { home, key }: Maker,
  method: string,
  path: string,
  json?: unknown,
): Promise<T> => {
  const response = await home.send(method, path, { key, ...(json === undefined ? {} : { json }) });
  if (response.status >= 400) throw new Error(`${method} ${path}: ${await response.text()}`);
  return (await response.json()) as T;
};
const itemsAt = async (maker: Maker, path: string) =>
  (await request<{ items: Row[] }>(maker, "GET", path)).items;
const firstAt = async (maker: Maker, path: string): Promise<string> => {
  const [first] = await itemsAt(maker, path);
  if (first === undefined) throw new Error(`Nothing at ${path}`);
  return first.id;
};

async function makeStyle({ home, key }: Maker, reference: Uint8Array = home.image): Promise<string> {
  const response = await home.send("POST", "/api/v1/styles", { key, body: styleForm([reference]) });
  if (response.status !== 201) throw new Error(await response.text());
  return ((await response.json()) as Row).id;
}

const batchInput = async (maker: Maker, prompt = "A {a}") => ({
  styleProfileId: await makeStyle(maker),
  template: prompt,
  csv: "a\nmug\n",
  config: { width: 64, height: 64, styleGate: "off" },
});

interface Wanted {
  /** "A wait {a}" is never drawn. */
  readonly prompt?: string;
  /** No image passes: the task fails, with a best try. */
  readonly gate?: "impossible";
}

async function submit(maker: Maker, { prompt, gate }: Wanted = {}): Promise<string> {
  const strict = gate === undefined ? {} : await impossible(maker);
  const input = { name: "One", ...(await batchInput(maker, prompt)), ...strict };
  return (await request(maker, "POST", "/api/v1/batches", input)).id;
}

/** A style that the home's image is never in. */
async function impossible(maker: Maker) {
  const grey = sharp({ create: { width: 64, height: 64, channels: 3, background: "#808080" } });
  return {
    styleProfileId: await makeStyle(maker, await grey.png().toBuffer()),
    config: { width: 64, height: 64, threshold: 1 },
  };
}

/** A batch of one row that has ended. */
async function makeBatch(maker: Maker, wanted: Wanted = {}): Promise<string> {
  const id = await submit(maker, wanted);
  await until(async () =>
    (await request(maker, "GET", `/api/v1/batches/${id}`)).completedAt === null ? undefined : true,
  );
  return id;
}

/** A batch whose only image is being drawn until the home is disposed of. */
export async function makeRunningBatch(maker: Maker): Promise<string> {
  const id = await submit(maker, { prompt: "A wait {a}" });
  await until(async () =>
    (await request(maker, "GET", `/api/v1/batches/${id}`)).processingTasks === 1 ? true : undefined,
  );
  return id;
}

const makeAsset = async (maker: Maker): Promise<string> =>
  firstAt(maker, `/api/v1/assets?batchId=${await makeBatch(maker)}`);

const makeTask = async (maker: Maker, wanted: Wanted = {}): Promise<string> =>
  firstAt(maker, `/api/v1/batches/${await makeBatch(maker, wanted)}/tasks`);

/** An asset whose second version counts. */
async function makeSecondVersion(maker: Maker): Promise<string> {
  const id = await makeAsset(maker);
  await request(maker, "POST", `/api/v1/assets/${id}/regenerate`, {});
  await until(async () =>
    (await request(maker, "GET", `/api/v1/assets/${id}`)).version === 2 ? true : undefined,
  );
  return id;
}

async function makeExport(maker: Maker): Promise<string> {
  const batchId = await makeBatch(maker);
  const { id } = await request(maker, "POST", "/api/v1/export", { platform: "unity", batchId });
  await until(async () =>
    (await request(maker, "GET", `/api/v1/export/${id}/status`)).status === "completed" ? true : undefined,
  );
  return id;
}

const makeShare = async (maker: Maker) =>
  request<Row & { url: string }>(maker, "POST", "/api/v1/shares", { assetId: await makeAsset(maker) });

const invite = (maker: Maker) =>
  request<Row & { token: string }>(maker, "POST", "/api/v1/invitations", {
    email: "guest@people.example",
    role: "viewer",
  });

async function makeMember(maker: Maker): Promise<string> {
  const { token } = await invite(maker);
  const person = await newPerson(maker);
  return (await request({ ...maker, key: person }, "POST", "/api/v1/invitations/accept", { token })).id;
}

let people = 0;
/** The token of somebody who belongs to no workspace. */
export const newPerson = ({ home }: Pick<Maker, "home">): Promise<string> => {
  people += 1;
  return home.issuer.token(`person-${people}`);
};

const schedule = async (maker: Maker) => ({
  name: "Nightly",
  cron: "0 3 * * *",
  batch: { ...(await batchInput(maker)), name: "Night" },
});

const makeKey = async (maker: Maker): Promise<string> =>
  (await request(maker, "POST", "/api/v1/api-keys", { name: "Other", role: "viewer" })).id;

const sources: Sources = { makeAsset, batchInput };

/** A maker a collection, by the path before its id: makes one in the maker's workspace, and returns its id. */
export const makers: Readonly<Record<string, (maker: Maker) => Promise<string>>> = {
  "/api/v1/api-keys": makeKey,
  "/api/v1/assets": makeAsset,
  "/api/v1/batches": makeBatch,
  "/api/v1/comments": async (maker) =>
    (await request(maker, "POST", `/api/v1/assets/${await makeAsset(maker)}/comments`, { text: "Nice" })).id,
  "/api/v1/export": makeExport,
  "/api/v1/invitations": async (maker) => (await invite(maker)).id,
  "/api/v1/members": makeMember,
  "/api/v1/schedules": async (maker) =>
    (await request(maker, "POST", "/api/v1/schedules", await schedule(maker))).id,
  "/api/v1/shares": async (maker) => (await makeShare(maker)).id,
  "/api/v1/styles": makeStyle,
  "/api/v1/tasks": makeTask,
  ...publishingMakers(sources),
  ...webhookMakers,
  // The one of the caller; operations that would spoil it for others bring their own.
  "/api/v1/workspaces": (maker) => firstAt(maker, "/api/v1/workspaces"),
  "/s": async (maker) => new URL((await makeShare(maker)).url).pathname.slice("/s/".length),
};

/** Further parameters of a path, beside its first. */
const furtherParams: Readonly<Record<string, string>> = {
  deliveryId: "msg_00000000",
  version: "1",
  assetId: "ast_nobodyhasthisid",
};

export interface SampleInput {
  /** Further parameters of the path, where those that any operation gets will not do. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: FormData;
}

/** What each operation is sent beside its path, when it needs something. */
export const inputs: { readonly [Id in OperationId]?: (maker: Maker) => Promise<SampleInput> } = {
  createBatch: async (maker) => ({ json: { name: "One", ...(await batchInput(maker)) } }),
  previewBatch: async (maker) => ({ json: await batchInput(maker) }),
  updateBatch: async () => ({ json: { name: "Two" } }),
  createStyle: async ({ home }) => ({ body: styleForm([home.image]) }),
  updateStyle: async () => ({ json: { name: "Other" } }),
  searchAssets: async () => ({ json: {} }),
  createExport: async (maker) => ({ json: { platform: "unity", batchId: await makeBatch(maker) } }),
  updateAsset: async () => ({ json: { title: "A title" } }),
  rejectAsset: async () => ({ json: {} }),
  regenerateAsset: async () => ({ json: {} }),
  reviewAssets: async (maker) => ({ json: { action: "approve", assetIds: [await makeAsset(maker)] } }),
  compareAssetVersions: async () => ({ query: { from: "1", to: "1" } }),
  createComment: async () => ({ json: { text: "Nice" } }),
  createSchedule: async (maker) => ({ json: await schedule(maker) }),
  updateSchedule: async () => ({ json: { name: "Weekly" } }),
  createShare: async (maker) => ({ json: { assetId: await makeAsset(maker) } }),
  redriveDeadLetters: async () => ({ json: {} }),
  createUpload: async () => ({ json: { purpose: "csv", name: "a.csv", bytes: 10 } }),
  createApiKey: async () => ({ json: { name: "Other", role: "viewer" } }),
  rotateApiKey: async () => ({ json: {} }),
  updateMember: async () => ({ json: { role: "creator" } }),
  createInvitation: async () => ({ json: { email: "guest@people.example", role: "viewer" } }),
  acceptInvitation: async (maker) => ({ json: { token: (await invite(maker)).token } }),
  createWorkspace: async () => ({ json: { name: "Another" } }),
  updateWorkspace: async () => ({ json: { notifyEmails: ["team@people.example"] } }),
  deleteWorkspace: async () => ({ query: { confirm: "Doomed" } }),
  ...publishingInputs(sources),
  ...webhookInputs,
};

export interface Prepared {
  /** Of the first parameter of the path. */
  readonly id?: string;
  /** Who calls, when it is not the maker. */
  readonly key?: string;
}

/** What has to be so before an operation can succeed, where the maker of its collection is not enough. */
const preparations: { readonly [Id in OperationId]?: (maker: Maker) => Promise<Prepared> } = {
  pauseBatch: async (maker) => ({ id: await makeRunningBatch(maker) }),
  resumeBatch: async (maker) => {
    const id = await makeRunningBatch(maker);
    await request(maker, "POST", `/api/v1/batches/${id}/pause`);
    return { id };
  },
  cancelBatch: async (maker) => ({ id: await makeRunningBatch(maker) }),
  retryFailedTasks: async (maker) => ({ id: await makeBatch(maker, { gate: "impossible" }) }),
  acceptBestTry: async (maker) => ({ id: await makeTask(maker, { gate: "impossible" }) }),
  restoreAssetVersion: async (maker) => ({ id: await makeSecondVersion(maker) }),
  acceptInvitation: async (maker) => ({ key: await newPerson(maker) }),
  createWorkspace: async ({ home }) => ({ key: home.keys.operator }),
  deleteWorkspace: async ({ home }) => {
    const operator = { home, key: home.keys.operator };
    const made = await request<Row & { firstKey: { secret: string } }>(
      operator,
      "POST",
      "/api/v1/workspaces",
      { name: "Doomed" },
    );
    return { id: made.id, key: made.firstKey.secret };
  },
  ...publishingPreparations(sources),
};

/** The path before an operation's first parameter. */
export const collectionOf = ({ path }: Operation): string => path.slice(0, path.indexOf("/{"));

/** Throws, and says what to add, when nobody has said how to make one. */
export async function makeOne(operation: Operation, maker: Maker): Promise<string> {
  const make = makers[collectionOf(operation)];
  if (make === undefined) {
    throw new Error(`${operation.id}: add a maker of ${collectionOf(operation)} to test/api/samples.ts`);
  }
  return make(maker);
}

/** What an operation is sent, as JSON or as a form. */
export async function inputOf(operation: Operation, maker: Maker): Promise<SampleInput> {
  const input = inputs[operation.id as OperationId];
  if (input !== undefined) return input(maker);
  if (operation.body === undefined) return {};
  throw new Error(`${operation.id}: add what it is sent to the inputs of test/api/samples.ts`);
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
