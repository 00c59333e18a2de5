import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApiDeps, createApi, createTokenVerifier } from "@assetql/api";
import type { Problem, Role } from "@assetql/contract";
import { createApiKey, ensureHomeWorkspace, ensureOperatorKey, type Principal } from "@assetql/core";
import type { Clock, ImageGenerator, LogLevel, LogValue } from "@assetql/core/ports";
import { openHome } from "@assetql/embedded";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { startLocalIssuer } from "../support/local-issuer.ts";
import { owner, stranger } from "../support/test-home.ts";

export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: Readonly<Record<string, LogValue>>;
}

export interface Sent {
  readonly key?: string;
  readonly json?: unknown;
  readonly body?: NonNullable<RequestInit["body"]>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type ApiHome = Awaited<ReturnType<typeof openApiHome>>;

/**
 * The API over the real ports in a temporary folder, with a key of each role, an operator's and one of another
 * workspace, and an identity provider whose people it knows. Prompts with the word "wait" are drawn only at the end.
 */
export async function openApiHome(overrides: Partial<ApiDeps> = {}, clock?: Clock) {
  const dataFolder = await mkdtemp(join(tmpdir(), "assetql-api-"));
  const lines: LogLine[] = [];
  const log: ApiDeps["log"] = (level, message, fields = {}) => lines.push({ level, message, fields });
  const image = await preparedImage(64);
  const held = Promise.withResolvers<void>();
  const issuer = await startLocalIssuer();
  const home = await openHome({
    dataFolder,
    generator: waiting(createFixedGenerator({ image, latencyMs: 0 }), held.promise),
    log,
    settings: { backoffUnitMs: 1 },
    allowedNetworks: ["127.0.0.0/8"],
    tokens: createTokenVerifier({
      issuers: [{ issuer: issuer.url, audience: issuer.audience }],
      clock: { now: () => Date.now() },
    }),
  });
  home.setBaseUrl("http://hub.test");
  const core = clock === undefined ? home.core : { ...home.core, clock };
  await ensureHomeWorkspace(core);
  const app = createApi({
    core,
    version: "0.0.0-test",
    corsOrigins: ["https://studio.example"],
    health: async () => ({ status: "ok", version: "0.0.0-test", uptimeSeconds: 1, queues: {} }),
    log,
    ...overrides,
  });
  const makeKey = (principal: Principal, role: Role) =>
    createApiKey(core, principal, { name: role, role }).then(({ secret }) => secret);
  const keys = {
    admin: await makeKey(owner, "admin"),
    creator: await makeKey(owner, "creator"),
    viewer: await makeKey(owner, "viewer"),
    stranger: await makeKey(stranger, "admin"),
    operator: (await ensureOperatorKey(core, undefined)).secret,
  };
  return {
    app,
    core,
    queue: home.queue,
    dataFolder,
    issuer,
    keys,
    image,
    lines,
    work: () => home.work(),
    /** Lets the prompts that wait be drawn. */
    release: () => held.resolve(),
    async send(method: string, path: string, { key, json, body, headers }: Sent = {}): Promise<Response> {
      return app.request(path, {
        method,
        headers: {
          ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
          ...(json === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(body === undefined ? {} : { body }),
      });
    },
    async dispose() {
      held.resolve();
      await issuer.close();
      await home.close();
      await rm(dataFolder, { recursive: true });
    },
  };
}

function waiting(generator: ImageGenerator, until: Promise<void>): ImageGenerator {
  return {
    ...generator,
    async generate(request) {
      if (/\bwait\b/.test(request.prompt)) await until;
      return generator.generate(request);
    },
  };
}

export const problemOf = async (response: Response): Promise<Problem> => (await response.json()) as Problem;

/** A form that creates a style of `images`. */
export function styleForm(
  images: readonly Uint8Array[],
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData();
  form.set("name", "Noise");
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [index, image] of images.entries()) {
    form.append("references", new Blob([Uint8Array.from(image)]), `reference-${index}.png`);
  }
  return form;
}

/** Makes a style as its key's workspace and returns its id. */
export async function makeStyle(home: ApiHome, key = home.keys.creator): Promise<string> {
  const response = await home.send("POST", "/api/v1/styles", { key, body: styleForm([home.image]) });
  if (response.status !== 201) throw new Error(await response.text());
  return ((await response.json()) as { id: string }).id;
}
