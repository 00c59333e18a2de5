import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { afterEach, expect, it } from "vitest";
import { downloadFile } from "./download.ts";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

async function serve(answer: RequestListener): Promise<URL> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return new URL(`http://127.0.0.1:${address.port}/image`);
}

it("reads a file that comes in pieces", async () => {
  const content = Buffer.alloc(1_000_000, "potion");
  const url = await serve((_request, response) => {
    const headers = { "Content-Type": "image/png", "Content-Disposition": 'attachment; filename="mana.png"' };
    response.writeHead(200, { ...headers, "Content-Length": content.byteLength });
    response.write(content.subarray(0, 300_000));
    response.end(content.subarray(300_000));
  });
  const file = await downloadFile(url, undefined);
  expect(file).toMatchObject({ contentType: "image/png", disposition: 'attachment; filename="mana.png"' });
  expect(content.equals(file?.bytes ?? Buffer.alloc(0))).toBe(true);
});

it.each<[string, RequestListener]>([
  ["a refusal", (_request, response) => response.writeHead(403, { "Content-Length": 2 }).end("no")],
  ["a redirect", (_request, response) => response.writeHead(302, { Location: "/other" }).end()],
  ["a file of unknown length", (_request, response) => void response.writeHead(200).write("a")],
  [
    "a connection that is lost",
    (_request, response) => {
      response.writeHead(200, { "Content-Length": 100 });
      response.write("half", () => response.destroy());
    },
  ],
])("leaves %s to the client", async (_name, answer) => {
  expect(await downloadFile(await serve(answer), undefined)).toBeUndefined();
});

it("stops with the signal's reason", async () => {
  const stop = new AbortController();
  const url = await serve((_request, response) => {
    response.writeHead(200, { "Content-Length": 100 });
    response.write("half", () => stop.abort(new Error("stopped")));
  });
  await expect(downloadFile(url, stop.signal)).rejects.toThrow("stopped");
});
