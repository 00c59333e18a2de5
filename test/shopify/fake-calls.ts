import sharp from "sharp";
import { afterEach, expect } from "vitest";
import { type FakeShopify, type ShopifyOptions, startShopify } from "../support/shopify/index.ts";

/** The shop of the test that runs; `start` opens another one. */
export let shopify: FakeShopify;
let complaint: RegExp | undefined;

/** What `stop()` must complain of at the end of this test; nothing unless a test says so. */
export const expectComplaint = (words: RegExp): void => {
  complaint = words;
};

export async function start(options: ShopifyOptions = {}): Promise<void> {
  complaint = undefined;
  shopify = await startShopify({ processingMs: 4, jobMs: 4, ...options });
}

afterEach(async () => {
  if (complaint === undefined) await shopify.stop();
  else await expect(shopify.stop()).rejects.toThrow(complaint);
});

interface Sent {
  readonly token?: string;
  readonly version?: string;
}

/** The whole answer; a tree of anything, as tests read it. */
// biome-ignore lint/suspicious/noExplicitAny: an answer of the API is read by many paths here, and checked by each.
export type Tree = any;

export async function send(query: string, variables: unknown, { token, version = "2026-07" }: Sent = {}) {
  const response = await shopify.door.fetch(`https://${shopify.shop}/admin/api/${version}/graphql.json`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-shopify-access-token": token ?? shopify.issueToken().token,
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as Tree };
}

export const call = async (query: string, variables: unknown = {}, sent: Sent = {}): Promise<Tree> =>
  (await send(query, variables, sent)).body;

export const STAGE = `mutation Stage($input: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $input) {
    stagedTargets { url resourceUrl parameters { name value } }
    userErrors { field message }
  }
}`;
export const CREATE = `mutation Create($files: [FileCreateInput!]!) {
  fileCreate(files: $files) { files { id fileStatus ... on MediaImage { image { url } } } userErrors { code field } }
}`;
export const UPDATE = `mutation Update($files: [FileUpdateInput!]!) {
  fileUpdate(files: $files) { files { id alt } userErrors { code field message } }
}`;
export const STATUS = `query Status($id: ID!) {
  node(id: $id) { ... on MediaImage { fileStatus fileErrors { code } image { url width height } } }
}`;
export const REORDER = `mutation Reorder($id: ID!, $moves: [MoveInput!]!) {
  productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { code } }
}`;
export const VARIANTS = `mutation Variants($id: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $id, variants: $variants) {
    productVariants { id media(first: 1) { nodes { id } } }
    userErrors { code field }
  }
}`;

export const product = (id: string): string => `gid://shopify/Product/${id}`;
export const media = (id: string | undefined): string => `gid://shopify/MediaImage/${id}`;
export const variant = (id: string | undefined): string => `gid://shopify/ProductVariant/${id}`;

export const jpeg = async (background = "red"): Promise<Buffer> =>
  sharp({ create: { width: 12, height: 10, channels: 3, background } })
    .jpeg()
    .toBuffer();

export interface Target {
  readonly url: string;
  readonly resourceUrl: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

export async function stage(input: Record<string, unknown> = {}): Promise<Target> {
  const wanted = {
    filename: "a.jpg",
    mimeType: "image/jpeg",
    resource: "IMAGE",
    httpMethod: "POST",
    ...input,
  };
  const { data } = await call(STAGE, { input: [wanted] });
  return data.stagedUploadsCreate.stagedTargets[0];
}

export async function post(
  target: Target,
  bytes: Uint8Array,
  change: (form: FormData) => void = () => undefined,
) {
  const form = new FormData();
  for (const { name, value } of target.parameters) form.append(name, value);
  change(form);
  form.append("file", new Blob([new Uint8Array(bytes)]), "a.jpg");
  return shopify.handle(new Request(target.url, { method: "POST", body: form }));
}

export async function uploaded(bytes?: Uint8Array): Promise<string> {
  const target = await stage();
  expect((await post(target, bytes ?? (await jpeg()))).status).toBe(201);
  return target.resourceUrl;
}

/** A file of the shop, processed to the end. */
export async function created(
  file: Record<string, unknown>,
): Promise<{ id: string; status: string; node: Tree }> {
  const source = file.originalSource ?? (await uploaded());
  const input = {
    contentType: "IMAGE",
    duplicateResolutionMode: "RAISE_ERROR",
    ...file,
    originalSource: source,
  };
  const { data } = await call(CREATE, { files: [input] });
  expect(data.fileCreate.userErrors).toEqual([]);
  const [{ id, fileStatus, image }] = data.fileCreate.files;
  expect({ fileStatus, image }).toEqual({ fileStatus: "UPLOADED", image: null });
  const node = await settled(id);
  return { id, status: node.fileStatus, node };
}

export async function settled(id: string): Promise<Tree> {
  let node: Tree;
  await expect
    .poll(async () => {
      node = (await call(STATUS, { id })).data.node;
      return node.fileStatus;
    })
    .toMatch(/READY|FAILED/);
  return node;
}

export async function jobDone(id: string): Promise<void> {
  const ask = async () => (await call("query Job($id: ID!) { job(id: $id) { done } }", { id })).data.job.done;
  await expect.poll(ask).toBe(true);
}
