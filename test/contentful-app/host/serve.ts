import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".map": "application/json",
};

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** Files of a folder at an origin of their own, as Contentful hosts an app's bundle. */
export const serveFolder = (folder: string): Promise<Served> =>
  serve((name) => (/^[\w.-]+$/.test(name) ? readFile(join(folder, name)).catch(() => undefined) : undefined));

/** One page at an origin of its own, whatever the path. */
export const servePage = (html: string): Promise<Served> => serve(() => html);

type Answer = (name: string) => string | Promise<Uint8Array | undefined> | undefined;

async function serve(answer: Answer): Promise<Served> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const name = pathname.endsWith("/") ? "index.html" : pathname.slice(1);
    const body = await answer(name);
    const type = types[extname(name)] ?? "text/html";
    response.writeHead(body === undefined ? 404 : 200, { "Content-Type": type });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
