import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { compress } from "hono/compress";

const YEAR_SECONDS = 31_536_000;

/** The browser's part of the build. Names in `assets/` hold a hash of what is in them, so they never change. */
export function staticFiles(folder: string): Hono {
  const app = new Hono();
  app.use(
    "/assets/*",
    compress(),
    serveStatic({
      root: folder,
      onFound: (_, context) => context.header("Cache-Control", `public, max-age=${YEAR_SECONDS}, immutable`),
    }),
    // Nobody else has anything there: not the routes, which would ask who comes.
    async (context) => context.text("Not found", 404),
  );
  app.use(
    "*",
    serveStatic({
      root: folder,
      onFound: (_, context) => context.header("Cache-Control", "public, max-age=3600"),
    }),
  );
  return app;
}
