import { readFile } from "node:fs/promises";

/** In the order in which they need each other. */
const parts = [
  "place",
  "channel",
  "session-fetch",
  "mirrored-element",
  "navigation",
  "nav-menu",
  "title-bar",
  "save-bar",
  "save-bar-forms",
  "modal",
  "api",
  "start",
];

/**
 * A stand-in for Shopify's App Bridge, which is one script that is not to be had but from Shopify. It is one script
 * here as well, since apps load it without `type="module"`.
 */
export async function appBridgeScript(): Promise<string> {
  const texts = await Promise.all(
    parts.map((part) => readFile(new URL(`./bridge/${part}.js`, import.meta.url), "utf8")),
  );
  const body = texts.map((text) => text.replaceAll(/^export /gm, "").replaceAll(/^import [^;]*;\n/gm, ""));
  return `(() => {\n"use strict";\n${body.join("\n")}\nstart();\n})();\n`;
}
