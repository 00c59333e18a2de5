import type { ConnectorErrorCode } from "@assetql/connector-sdk";
import { wordpressConnector } from "@assetql/wordpress";
import { afterEach, describe, expect, it } from "vitest";
import { SELF_SIGNED } from "../../connectors/webhooks/src/self-signed.fixture.ts";
import { type Answer, type OddServer, startOddServer, webPage } from "./odd-server.ts";
import { siteContext } from "./site-context.ts";

let server: OddServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const index = { name: "Blog", namespaces: ["wp/v2"], authentication: { "application-passwords": {} } };
const user = { name: "Ada", roles: ["editor"], capabilities: { upload_files: true } };

/** A WordPress that answers uploads as told. */
const refusingUploads =
  (refuse: Answer): Answer =>
  (request, response) => {
    const path = request.url?.split("?")[0];
    if (request.method === "POST" && path === "/wp-json/wp/v2/media") return refuse(request, response);
    json(response, 200, path === "/wp-json/" ? index : user);
  };

function json(response: Parameters<Answer>[1], status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function startTarget(answer: Answer, tls?: { key: string; cert: string }) {
  server = await startOddServer(answer, tls);
  return siteContext({
    config: wordpressConnector.manifest.configSchema.parse({ siteUrl: server.url }),
    credentials: { username: "ada", applicationPassword: "abcd efgh" },
  });
}

function upload(context: Awaited<ReturnType<typeof startTarget>>): Promise<unknown> {
  return wordpressConnector.apply(context, {
    kind: "create",
    externalId: "ast_test",
    remoteId: null,
    itemId: null,
    fields: { title: "Blue mug", file: "a" },
    before: { remoteId: null, remoteUrl: null, fields: {} },
    asset: null,
  });
}

describe("a site that is none, or not at home", () => {
  it.for<[name: string, answer: Answer, code: ConnectorErrorCode, words: RegExp]>([
    ["a web page", webPage, "not-the-platform", /answers with a web page.*Check the address/],
    [
      "PHP messages before the JSON",
      (_, response) => response.end(`<br />\n<b>Warning</b>: x in y.php\n${JSON.stringify(index)}`),
      "not-the-platform",
      /WP_DEBUG_DISPLAY/,
    ],
    [
      "another address",
      (_, response) => response.writeHead(301, { Location: "https://www.blog.example/wp-json/" }).end(),
      "config-invalid",
      /Use https:\/\/www\.blog\.example/,
    ],
    [
      "JSON of something else",
      (_, response) => json(response, 200, { hello: "world" }),
      "not-the-platform",
      /shape that is not WordPress's/,
    ],
    [
      "a REST API without WordPress's own routes",
      (_, response) => json(response, 200, { ...index, namespaces: [] }),
      "not-the-platform",
      /wp\/v2/,
    ],
    [
      "a firewall's page",
      (_, response) => response.writeHead(403, { "Content-Type": "text/html" }).end("<h1>Blocked</h1>"),
      "permission-denied",
      /firewall or a security plugin/,
    ],
    [
      "another program",
      (_, response) =>
        response.writeHead(404, { "Content-Type": "application/json" }).end('{"code":"not-found"}'),
      "not-the-platform",
      /REST API/,
    ],
    ["nothing there", (_, response) => response.writeHead(404).end("no"), "not-the-platform", /REST API/],
  ])("%s", async ([, answer, code, words]) => {
    const health = await wordpressConnector.check(await startTarget(answer));
    expect(health).toMatchObject({ status: "failing", code });
    expect(health.detail).toMatch(words);
  });

  it("tells of a certificate that cannot be trusted", async () => {
    const context = await startTarget(webPage, SELF_SIGNED);
    const health = await wordpressConnector.check(context);
    expect(health).toMatchObject({ status: "failing", code: "certificate-invalid" });
    expect(health.detail).toContain("nothing is sent there");
    expect(server?.requests).toEqual([]);
  });
});

describe("an upload that is refused", () => {
  it.for<[name: string, answer: Answer, code: ConnectorErrorCode]>([
    ["507, the library is full", (_, response) => response.writeHead(507).end(), "storage-full"],
    [
      "a network's quota",
      (_, response) =>
        json(response, 400, { code: "rest_upload_limited_space", message: "Not enough space." }),
      "storage-full",
    ],
    ["413 of the web server", (_, response) => response.writeHead(413).end("<h1>413</h1>"), "file-too-large"],
    [
      "over PHP's limit, a 500",
      (_, response) =>
        json(response, 500, {
          code: "rest_upload_unknown_error",
          message: "Die Datei überschreitet upload_max_filesize in php.ini.",
        }),
      "file-too-large",
    ],
    [
      "a type that is not allowed, a 500",
      (_, response) => json(response, 500, { code: "rest_upload_sideload_error", message: "Not allowed." }),
      "file-refused",
    ],
    ["a server that is down", (_, response) => response.writeHead(502).end("Bad gateway"), "unavailable"],
    ["a gateway's patience", (_, response) => response.writeHead(504).end(), "timed-out"],
  ])("%s", async ([, answer, code]) => {
    const context = await startTarget(refusingUploads(answer));
    await expect(upload(context)).rejects.toMatchObject({ name: "ConnectorError", code });
  });

  it("keeps what the site said: code, status and Retry-After", async () => {
    const body = { code: "too_many", message: "<b>Slow</b> down", data: { status: 429 } };
    const context = await startTarget(
      refusingUploads((_, response) => json(response, 429, body, { "Retry-After": "7" })),
    );
    await expect(upload(context)).rejects.toMatchObject({
      code: "rate-limited",
      retryAfterMs: 7_000,
      refusal: { code: "too_many", status: 429, message: "Slow down" },
    });
    expect(context.slowedBy).toEqual([7_000]);
  });
});
