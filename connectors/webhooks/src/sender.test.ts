import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createSocketServer, type Server } from "node:net";
import { createDoor } from "@assetql/outgoing";
import { expect, it, onTestFinished, vi } from "vitest";
import { newKey } from "./keys.ts";
import { SELF_SIGNED } from "./self-signed.fixture.ts";
import { createWebhookSender } from "./sender.ts";
import { verifyWebhook } from "./verify.ts";

function senderWith({ allow = ["127.0.0.1"], ...more }: { timeoutMs?: number; allow?: string[] } = {}) {
  const door = createDoor({ allow });
  onTestFinished(() => door.close());
  return createWebhookSender({ door, userAgent: "AssetQL/test", ...more });
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    if ("closeAllConnections" in server && typeof server.closeAllConnections === "function") {
      server.closeAllConnections();
    }
  });
  return (server.address() as AddressInfo).port;
}

const serve = (listener: RequestListener): Promise<number> => listen(createServer(listener));
const { key } = newKey("v1");
const webhookTo = (url: string) => ({ id: "msg_test1", at: Date.now(), body: '{"a":1}', url, keys: [key] });
const never = new AbortController().signal;

it("sends what a receiver can verify, and says what came back, without the signature", async () => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const port = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(202, { "Content-Type": "text/plain", "Set-Cookie": "session=secret" }).end("taken");
  });
  const answer = await senderWith().send(webhookTo(`http://127.0.0.1:${port}/hook?x=1`), never);
  expect(answer).toMatchObject({ status: 202, error: null, responseBody: "taken", retryAfterSeconds: null });
  expect(answer.responseHeaders).toMatchObject({ "content-type": "text/plain" });
  expect(JSON.stringify(answer)).not.toMatch(/secret|webhook-signature|v1,/);
  expect(answer.requestHeaders).toMatchObject({ "webhook-id": "msg_test1", "user-agent": "AssetQL/test" });
  const [request] = received;
  expect(verifyWebhook(request ?? { headers: {}, body: "" }, [key])).toEqual({ a: 1 });
});

it.each([
  [301, { Location: "http://169.254.169.254/latest" }, /sends on to http:\/\/169\.254/],
  [304, {}, /follow no redirects/],
  [400, {}, /could not read it/],
  [401, {}, /does not accept the signature/],
  [404, {}, /nothing at this address/],
  [410, {}, /given up/],
  [418, {}, /answered 418/],
  [429, { "Retry-After": "17" }, /too many/],
  [500, {}, /has failed/],
  [503, { "Retry-After": "17" }, /not available/],
])("says in words what %i means", async (status, headers, words) => {
  const port = await serve((_, response) => response.writeHead(status, headers).end());
  const answer = await senderWith().send(webhookTo(`http://127.0.0.1:${port}/`), never);
  expect(answer).toMatchObject({ status, retryAfterSeconds: "Retry-After" in headers ? 17 : null });
  expect(answer.error).toMatch(words);
});

it("keeps four kilobytes of an answer that never ends", async () => {
  const port = await serve((_, response) => {
    response.writeHead(200);
    const more = () => response.write("x".repeat(1_000), () => setImmediate(more));
    response.on("error", () => {});
    more();
  });
  const answer = await senderWith().send(webhookTo(`http://127.0.0.1:${port}/`), never);
  expect(answer.error).toBeNull();
  expect(answer.responseBody).toBe("x".repeat(4_096));
});

it("gives up in time on one that does not answer", async () => {
  const silent = await serve(() => {});
  const sender = senderWith({ timeoutMs: 150 });
  const answer = await sender.send(webhookTo(`http://127.0.0.1:${silent}/`), never);
  expect(answer).toMatchObject({ status: null, error: "No answer came within 0.15 seconds." });
});

it("takes the status of one that hangs in its body until the time is over", async () => {
  const over = new AbortController();
  const deadline = vi.spyOn(AbortSignal, "timeout").mockReturnValue(over.signal);
  onTestFinished(() => deadline.mockRestore());
  const begun = Promise.withResolvers<void>();
  const slow = await serve((_, response) => response.writeHead(200).write("begun", () => begun.resolve()));
  const other = await serve((_, response) => response.end());
  const answer = senderWith({ timeoutMs: 150 }).send(webhookTo(`http://127.0.0.1:${slow}/`), never);
  await begun.promise;
  // What another server is asked for and answers after that comes later.
  await (await fetch(`http://127.0.0.1:${other}/`)).text();
  over.abort();
  expect(await answer).toMatchObject({ status: 200, error: null, responseBody: "begun" });
  expect(deadline).toHaveBeenCalledWith(150);
});

it("stops at once when told to, and says nothing of what came of it", async () => {
  const port = await serve(() => {});
  const stop = new AbortController();
  const sending = senderWith().send(webhookTo(`http://127.0.0.1:${port}/`), stop.signal);
  stop.abort(new Error("stopping"));
  await expect(sending).rejects.toThrow("stopping");
});

it("says in words why no answer came", async () => {
  const sender = senderWith();
  const wordsOf = async (url: string) => (await sender.send(webhookTo(url), never)).error;
  const closed = await listen(createSocketServer((socket) => socket.destroy()));
  const babbling = await listen(createSocketServer((socket) => socket.end("hello\r\n\r\n")));
  const plain = await serve((_, response) => response.end());
  const tls = createTlsServer(SELF_SIGNED, (_, response) => response.end());
  const selfSigned = await listen(tls);
  const left = createServer();
  const nobody = await listen(left);
  await new Promise((resolve) => left.close(resolve));
  expect(await wordsOf(`http://127.0.0.1:${nobody}/`)).toMatch(/connection was refused/);
  expect(await wordsOf("http://127.0.0.1:25/")).toMatch(/mail/);
  expect(await wordsOf(`http://127.0.0.1:${closed}/`)).toMatch(/closed before an answer/);
  expect(await wordsOf(`http://127.0.0.1:${babbling}/`)).toMatch(/not HTTP/);
  expect(await wordsOf(`https://127.0.0.1:${plain}/`)).toMatch(/does not speak TLS/);
  expect(await wordsOf(`https://127.0.0.1:${selfSigned}/`)).toMatch(/signs its certificate itself/);
  expect(await wordsOf("http://10.0.0.1/")).toMatch(/10\.0\.0\.1 is not an address of the internet/);
  expect(await wordsOf("http://no-such-host.invalid/")).toMatch(/cannot be found/);
});
