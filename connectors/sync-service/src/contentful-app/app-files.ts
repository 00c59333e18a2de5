import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SettingsError } from "@assetql/connector-sdk/process";
import express, { type RequestHandler } from "express";

/** The page runs within Contentful's, calls a sync service, and shows images of it and of Contentful. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Its components write their styles as they are drawn.
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data: https:",
  "img-src 'self' data: blob: https: http:",
  "connect-src 'self' https: http:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors https://app.contentful.com https://app.eu.contentful.com",
].join("; ");

/** The built app, as `npm run build:contentful-app` makes it. Throws {@link SettingsError} for a folder without one. */
export async function appFiles(folder: string): Promise<RequestHandler> {
  const root = resolve(folder);
  try {
    await access(join(root, "index.html"));
  } catch {
    throw new SettingsError(
      `ASSETQL_CONTENTFUL_APP_FOLDER: ${root} has no index.html that can be read. Build the app with \`npm run build:contentful-app\`, and name its folder connectors/contentful/app/dist.`,
    );
  }
  return express.static(root, {
    cacheControl: false,
    setHeaders: (response) => {
      // Names stay the same from build to build: asked for each time, sent only when they have changed.
      response.setHeader("Cache-Control", "no-cache");
      response.setHeader("Content-Security-Policy", POLICY);
    },
  });
}
