import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { extname } from "node:path";
import { ConnectionCut } from "../errors.ts";
import type { FakeShopify } from "../fake-shopify.ts";
import { appBridgeScript } from "./app-bridge.ts";
import { type Certificate, makeCertificate } from "./certificate.ts";
import { fetchListener } from "./fetch-listener.ts";
import { fontAnswer } from "./fonts.ts";
import { forwardTo } from "./forward.ts";
import { frameAddress, storeOf } from "./frame-address.ts";
import { pageHtml } from "./page-html.ts";
import { pickerItems } from "./picker-items.ts";
import { type RunningProxy, startProxy } from "./proxy.ts";
import { type AdminUser, mintSessionToken } from "./session-tokens.ts";

const APP = "assetql";
const ADMIN = "admin.shopify.com";
const FILES = "cdn.shopify.com";
const UPLOADS = "shopify-staged-uploads.storage.googleapis.com";
const BULK_RESULTS = "storage.googleapis.com";
const USER_COOKIE = "assetql_test_user";

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css" };

export interface ShopifyAdminOptions {
  readonly fake: Pick<FakeShopify, "shop" | "clientId" | "clientSecret" | "state" | "handle">;
  /** For the certificate. */
  readonly folder: string;
  /** As Shopify knows the app, as in `https://app.assetql.test`. */
  readonly appUrl: string;
  /** Where the app listens on this machine; undefined while it does not. */
  readonly appOrigin: () => string | undefined;
  /** Origins of this machine that pages may load from without TLS. */
  readonly plainOrigins?: readonly string[];
  readonly scopes: readonly string[];
}

export interface ShopifyAdmin {
  readonly proxyUrl: string;
  readonly caFile: string;
  /** Where admin shows a page of the app: `/app/choose`. */
  pageOf(path: string): string;
  /** A cookie that signs somebody in to Shopify admin. */
  signIn(user: AdminUser): { readonly name: string; readonly value: string; readonly url: string };
  sessionToken(user: AdminUser, at?: number): Promise<string>;
  /** How old the tokens in the frame's addresses are, in milliseconds: 0 unless a test sets it. */
  ageOfFrameTokens: number;
  /** Unknown hosts that somebody asked for. */
  readonly refused: readonly string[];
  /** Connections on which nobody agreed, so far. */
  failedHandshakes(): number;
  /** Throws when something in it broke. */
  close(): Promise<void>;
}

/** Shopify as browsers and apps reach it: its host names over TLS, the admin around the app, App Bridge. */
export async function startShopifyAdmin(options: ShopifyAdminOptions): Promise<ShopifyAdmin> {
  const { fake, folder, appUrl, plainOrigins = [] } = options;
  const appHost = new URL(appUrl).hostname;
  const hosts = ["*.myshopify.com", ADMIN, FILES, UPLOADS, BULK_RESULTS, appHost];
  const certificate = await makeCertificate(folder, hosts);
  const users = new Map<number, AdminUser>();
  const state = { ageOfFrameTokens: 0 };
  const broken: unknown[] = [];
  const listen = (answer: (request: Request) => Promise<Response>): RequestListener =>
    fetchListener(answer, (error) => {
      if (!(error instanceof ConnectionCut)) broken.push(error);
    });
  const shopify = listen((request) => fake.handle(request));
  const files = listen(async (request) => (await staticAnswer(request)) ?? fake.handle(request));
  const admin = listen((request) =>
    adminAnswer(request, { ...options, users, tokenAge: () => state.ageOfFrameTokens }),
  );
  const answerers = new Map<string, RequestListener>([
    [ADMIN, admin],
    [FILES, files],
    [UPLOADS, shopify],
    [BULK_RESULTS, shopify],
    [appHost, appListener(options)],
  ]);
  const answererOf = (host: string): RequestListener | undefined =>
    host.endsWith(".myshopify.com") ? shopify : answerers.get(host);
  const proxy = await startProxy({ certificate, answererOf, plainOrigins });
  return adminOf({ options, certificate, proxy, users, state, broken });
}

interface Parts {
  readonly options: ShopifyAdminOptions;
  readonly certificate: Certificate;
  readonly proxy: RunningProxy;
  readonly users: Map<number, AdminUser>;
  readonly state: { ageOfFrameTokens: number };
  readonly broken: readonly unknown[];
}

const adminOf = ({ options: { fake }, certificate, proxy, users, state, broken }: Parts): ShopifyAdmin => ({
  proxyUrl: proxy.url,
  caFile: certificate.caFile,
  refused: proxy.refused,
  failedHandshakes: proxy.failedHandshakes,
  pageOf: (path) => `https://${ADMIN}${baseOf(fake.shop)}${path}`,
  signIn(user) {
    users.set(user.id, user);
    const { id, firstName, lastName, locale } = user;
    fake.state.staff.set(String(id), { id, firstName, lastName, locale });
    return { name: USER_COOKIE, value: String(user.id), url: `https://${ADMIN}` };
  },
  sessionToken: (user, at) => mintSessionToken(fake, user.id, at),
  get ageOfFrameTokens() {
    return state.ageOfFrameTokens;
  },
  set ageOfFrameTokens(age) {
    state.ageOfFrameTokens = age;
  },
  async close() {
    await proxy.close();
    if (broken.length > 0) throw new AggregateError(broken, "Shopify of the tests broke while it answered");
  },
});

const baseOf = (shop: string): string => `/store/${storeOf(shop)}/apps/${APP}`;

function appListener({ appOrigin }: ShopifyAdminOptions): RequestListener {
  return (request, response) => {
    const origin = appOrigin();
    if (origin === undefined) {
      response.writeHead(502, { "Content-Type": "text/plain" }).end("The app does not run");
      return;
    }
    const headers = { "x-forwarded-proto": "https", "x-forwarded-host": request.headers.host ?? "" };
    forwardTo(origin)({ request, response, path: request.url ?? "/", headers });
  };
}

/** App Bridge and fonts; undefined for what the shop's files may have. */
async function staticAnswer(request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (pathname !== "/shopifycloud/app-bridge.js") return fontAnswer(pathname);
  return new Response(await appBridgeScript(), {
    headers: { "Content-Type": "text/javascript", "Access-Control-Allow-Origin": "*" },
  });
}

interface Asked extends ShopifyAdminOptions {
  readonly users: ReadonlyMap<number, AdminUser>;
  readonly tokenAge: () => number;
}

async function adminAnswer(request: Request, asked: Asked): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const user = userOf(request, asked.users);
  if (user === undefined) return new Response("Nobody is signed in", { status: 401 });
  if (pathname === "/__admin/token")
    return Response.json({ token: await mintSessionToken(asked.fake, user.id) });
  if (pathname === "/__admin/items") {
    return Response.json(
      pickerItems(asked.fake.state, searchParams.get("type") ?? "", searchParams.get("query") ?? ""),
    );
  }
  const part = /^\/__admin\/([\w-]+\.(?:js|css))$/.exec(pathname)?.[1];
  if (part !== undefined) return pagePart(part);
  if (!pathname.startsWith("/store/")) return new Response("There is no such page", { status: 404 });
  return page(new URL(request.url), user, asked);
}

async function pagePart(name: string): Promise<Response> {
  const text = await readFile(new URL(`./page/${name}`, import.meta.url)).catch(() => undefined);
  if (text === undefined) return new Response("There is no such part", { status: 404 });
  return new Response(text, { headers: { "Content-Type": types[extname(name)] ?? "text/plain" } });
}

async function page(address: URL, user: AdminUser, asked: Asked): Promise<Response> {
  const { fake, appUrl, scopes, tokenAge } = asked;
  const base = baseOf(fake.shop);
  // The app can be named by its key, too, as App Bridge does when it is opened outside of admin.
  const path = [base, `/store/${storeOf(fake.shop)}/apps/${fake.clientId}`]
    .filter((known) => address.pathname === known || address.pathname.startsWith(`${known}/`))
    .map((known) => address.pathname.slice(known.length) || "/")[0];
  const frame =
    path === undefined
      ? null
      : await frameAddress(
          { path, search: address.searchParams },
          { issuer: fake, appUrl, user, tokenAt: Date.now() - tokenAge() },
        );
  const settings = { store: storeOf(fake.shop), shopName: fake.state.name, appUrl, appName: "AssetQL", base };
  const html = pageHtml({ ...settings, frame, scopes, user });
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

function userOf(request: Request, users: ReadonlyMap<number, AdminUser>): AdminUser | undefined {
  const cookies = request.headers.get("cookie") ?? "";
  const id = new RegExp(`(?:^|; )${USER_COOKIE}=(\\d+)`).exec(cookies)?.[1];
  return id === undefined ? undefined : users.get(Number(id));
}
