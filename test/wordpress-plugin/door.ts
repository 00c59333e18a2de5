import { z } from "zod";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { sha256 } from "./images.ts";

const projectionSchema = z.object({
  externalId: z.string(),
  id: z.int(),
  etag: z.string().regex(/^[0-9a-f]{32}$/),
  file: z.object({
    sha256: z.string(),
    bytes: z.int(),
    mime: z.string(),
    width: z.int(),
    height: z.int(),
    url: z.url(),
    filename: z.string(),
  }),
  title: z.string(),
  alt: z.string(),
  caption: z.string(),
  description: z.string(),
  style: z.array(z.string()),
  meta: z.object({
    aiGenerated: z.boolean().nullable(),
    model: z.string().nullable(),
    seed: z.int().nullable(),
    score: z.number().nullable(),
    version: z.int().nullable(),
  }),
  post: z.int(),
  featuredIn: z.array(z.int()),
  previousFeatured: z.record(z.string(), z.int()),
  previousSha256: z.string().nullable(),
  link: z.url(),
  modified: z.iso.datetime(),
});
export type Projection = z.infer<typeof projectionSchema>;

const problemSchema = z.object({
  code: z.string(),
  message: z.string(),
  data: z.looseObject({ status: z.int() }),
});

export type Metadata = Readonly<Record<string, unknown>>;

/** An answer of the plugin's REST doors: what it must be is checked as it is read. */
export class DoorAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
  constructor(response: Response, json: unknown) {
    this.status = response.status;
    this.headers = response.headers;
    this.json = json;
  }
  projection(): Projection & { changed?: string[] | undefined } {
    if (this.status > 201) throw new Error(`${this.status}: ${JSON.stringify(this.json)}`);
    return projectionSchema.extend({ changed: z.array(z.string()).optional() }).parse(this.json);
  }
  problem(): z.infer<typeof problemSchema> {
    return problemSchema.parse(this.json);
  }
}

/** Calls of the doors that REST.md describes, as the administrator unless told. */
export function openDoor(site: Site, authorization: Record<string, string> = site.authorization) {
  const send = async (method: string, path: string, init: RequestInit = {}): Promise<DoorAnswer> => {
    const headers = { ...authorization, ...Object.fromEntries(new Headers(init.headers)) };
    const response = await fetch(`${site.url}/wp-json/assetql/v1${path}`, { ...init, method, headers });
    return new DoorAnswer(response, await response.json());
  };
  const json = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(method, path, {
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", ...headers },
    });
  return {
    send,
    json,
    get: (id: string) => send("GET", `/assets/${id}`),
    putForm(id: string, image: Uint8Array<ArrayBuffer>, metadata: Metadata, headers = {}) {
      const form = new FormData();
      form.set("metadata", JSON.stringify({ sha256: sha256(image), ...metadata }));
      form.set("file", new Blob([image]), "picture.png");
      return send("POST", `/assets/${id}`, { body: form, headers });
    },
    putRaw(id: string, image: Uint8Array<ArrayBuffer>, metadata: Metadata, headers = {}) {
      const text = JSON.stringify({ sha256: sha256(image), ...metadata });
      return send("PUT", `/assets/${id}`, {
        body: image,
        headers: {
          "Content-Type": "image/png",
          "X-AssetQL-Metadata": Buffer.from(text).toString("base64url"),
          ...headers,
        },
      });
    },
    putJson: (id: string, metadata: Metadata, headers = {}) =>
      json("PUT", `/assets/${id}`, metadata, headers),
  };
}
