import { readFile } from "node:fs/promises";

/** The font that Polaris asks for, as the CLI's contact sheet has it. */
const folder = new URL("../../../../node_modules/@fontsource/inter/files/", import.meta.url);
const weights = [400, 500, 600, 700];
const headers = { "Access-Control-Allow-Origin": "*" };

const faces = weights
  .map(
    (weight) => `@font-face {
  font-family: "Inter"; font-style: normal; font-weight: ${weight}; font-display: swap;
  src: url("https://cdn.shopify.com/static/fonts/inter/inter-latin-${weight}-normal.woff2") format("woff2");
}`,
  )
  .join("\n");

/** The style sheet and files of Inter, as Shopify's CDN has them; undefined for other paths. */
export async function fontAnswer(pathname: string): Promise<Response | undefined> {
  if (/^\/static\/fonts\/inter\/v\d+\/styles\.css$/.test(pathname)) {
    return new Response(faces, { headers: { ...headers, "Content-Type": "text/css" } });
  }
  const name = /^\/static\/fonts\/inter\/(inter-latin-\d00-normal\.woff2)$/.exec(pathname)?.[1];
  if (name === undefined) return undefined;
  const bytes = await readFile(new URL(name, folder));
  return new Response(bytes, { headers: { ...headers, "Content-Type": "font/woff2" } });
}
