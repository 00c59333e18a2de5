import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Connector, Log } from "@assetql/connector-sdk";
import { createAdaptorServer } from "@hono/node-server";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { HTTPException } from "hono/http-exception";
import type { ShopDoor } from "./host/shop-door.ts";
import { type AccessEnv, accessLog } from "./http/access-log.ts";
import { limitBody } from "./http/limit-body.ts";
import { staticFiles } from "./http/static-files.ts";
import { type OpenServices, openServices } from "./open-services.ts";
import type { Settings } from "./settings/settings.ts";

export interface AppOptions {
  readonly settings: Settings;
  readonly log: Log;
  readonly connector: Connector;
  /** The way out to Shopify; the platform's own unless told. */
  readonly send?: ShopDoor["fetch"];
}

export interface RunningApp extends Pick<OpenServices, "services"> {
  readonly url: string;
  /** Takes no more requests, ends those that run, gives the connector's work back, and closes the store. */
  stop(): Promise<void>;
}

/** The folder has no build of the app. */
export class BuildMissingError extends Error {
  override readonly name = "BuildMissingError";
}

/** Somebody else has the port, or it may not be taken. */
export class PortUnavailableError extends Error {
  override readonly name = "PortUnavailableError";
}

/** Runs the whole app: its pages, its webhooks and the connector's host. */
export async function createApp(options: AppOptions): Promise<RunningApp> {
  const { settings, log } = options;
  const folder = resolve(settings.buildFolder);
  const build = await loadBuild(folder);
  const parts = await openServices(options);
  const app = createHono(build, { folder, log, parts });
  try {
    const server = await listen(app, settings);
    parts.start();
    return {
      services: parts.services,
      url: server.url,
      async stop() {
        await server.stop();
        await parts.close();
      },
    };
  } catch (error) {
    await parts.close();
    throw error;
  }
}

async function loadBuild(folder: string): Promise<ServerBuild> {
  const path = resolve(folder, "server/index.js");
  try {
    return (await import(pathToFileURL(path).href)) as ServerBuild;
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND")) throw cause;
    throw new BuildMissingError(
      `There is no build in ${folder} that can be run. Make one with \`vite build\` in apps/shopify, or say where it is with ASSETQL_SHOPIFY_BUILD.`,
      { cause },
    );
  }
}

/** Of a webhook, which is read into memory before it is known who sends it. */
const WEBHOOK_BYTES = 1_000_000;
/** The largest that a page sends is a selection of 5,000 colors, whose names are written out. */
const FORM_BYTES = 2_000_000;
/** Of a form with images. */
const UPLOAD_BYTES = 110_000_000;
/** Where images are uploaded, after it is known who does: as a page, and as its own scripts send it. */
const UPLOAD_PATHS: ReadonlySet<string> = new Set(["/app/styles/new", "/app/styles/new.data"]);

interface Around {
  readonly folder: string;
  readonly log: Log;
  readonly parts: OpenServices;
}

function createHono(build: ServerBuild, { folder, log, parts }: Around): Hono<AccessEnv> {
  const handle = createRequestHandler(build, "production");
  const app = new Hono<AccessEnv>();
  app.use(accessLog(log));
  app.get("/healthz", (context) => {
    const { connected, running } = parts.host.stats();
    return context.json({ status: "ok", hub: { connected }, works: running });
  });
  app.route("/", staticFiles(resolve(folder, "client")));
  app.use(compress());
  app.use("/webhooks", bodyLimit({ maxSize: WEBHOOK_BYTES, onError: refuseBody }));
  app.all("*", (context) => {
    const { services } = parts;
    const { raw, path } = context.req;
    const request = limitBody(raw, UPLOAD_PATHS.has(path) ? UPLOAD_BYTES : FORM_BYTES);
    return handle(request, { services, requestId: context.get("requestId") });
  });
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    const about = { path: context.req.path, requestId: context.get("requestId") };
    parts.services.noteFailure(error, about);
    return context.text("Something went wrong on our side", 500);
  });
  return app;
}

/** The rest of it is not read, so nothing else can come over the same connection. */
const refuseBody = (context: Context): Response => context.body(null, 413, { Connection: "close" });

/** An answer that is under way may take so long when the server is to stop. */
const GRACE_MS = 5_000;

const listenFailures: Readonly<Record<string, string>> = {
  EADDRINUSE: "is taken. Choose another PORT.",
  EACCES: "may not be opened by this user. Choose a PORT above 1023.",
  EADDRNOTAVAIL: "cannot be opened: HOST is no address of this machine.",
  ENOTFOUND: "cannot be opened: HOST is not known.",
};

async function listen(app: Hono<AccessEnv>, { host, port }: Pick<Settings, "host" | "port">) {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((listening, failed) => {
    server.once("error", (cause) => {
      const code = "code" in cause ? String(cause.code) : cause.message;
      const reason = listenFailures[code] ?? `cannot be opened (${code}).`;
      failed(new PortUnavailableError(`The port ${port} of ${host} ${reason}`, { cause }));
    });
    server.listen(port, host, listening);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    stop: () =>
      new Promise<void>((stopped) => {
        const end = setTimeout(() => {
          if ("closeAllConnections" in server) server.closeAllConnections();
        }, GRACE_MS);
        server.close(() => {
          clearTimeout(end);
          stopped();
        });
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }),
  };
}
