import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { ContactSheet } from "../contact-sheet.ts";
import { renderGrid } from "./grid.ts";
import { renderHeader } from "./header.ts";
import { html, Markup } from "./markup.ts";

/** Addresses of an image's thumbnail as the page will see it: a data URI, or a file beside the page. */
export type ThumbnailSource = (row: number) => string;

/**
 * The contact sheet as one HTML page that works from a folder without a network. Its policy allows the page's own
 * script and nothing else, so that data can never run, whatever a title holds.
 */
export async function renderPage(sheet: ContactSheet, thumbnailOf: ThumbnailSource): Promise<string> {
  const [css, script, fonts] = await Promise.all([asset("sheet.css"), asset("sheet.js"), fontFaces()]);
  const policy = [
    "default-src 'none'",
    "img-src 'self' data: file:",
    "font-src data:",
    "style-src 'unsafe-inline'",
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${sheet.title} · contact sheet</title>
<style>${new Markup(fonts + css)}</style>
</head>
<body>
<a class="skip" href="#images">Skip to the images</a>
${renderHeader(sheet)}
${renderGrid(sheet, thumbnailOf)}
${renderFailures(sheet)}
${renderFooter(sheet)}
<script>${new Markup(script)}</script>
</body>
</html>
`;
  return page.text;
}

function renderFailures({ failures }: ContactSheet): Markup | null {
  if (failures.length === 0) return null;
  const rows = failures.map(
    ({ row, prompt, reason, bestScore }) => html`<tr>
<td class="number">${row}</td><td>${prompt}</td><td>${reason}</td>
<td class="number">${bestScore === null ? "–" : bestScore.toFixed(3)}</td></tr>
`,
  );
  return html`<section class="failures" aria-labelledby="failures">
<h2 id="failures">Not made</h2>
<table><thead><tr><th class="number">Row</th><th>Prompt</th><th>Why</th><th class="number">Best score</th></tr></thead>
<tbody>${rows}</tbody></table>
</section>`;
}

function renderFooter({ provenance, attribution }: ContactSheet): Markup {
  const lines = attribution.map((line) => html`<li>${line}</li>`);
  return html`<footer>
<p>${provenance}</p>
${lines.length === 0 ? null : html`<details><summary>Attribution</summary><ul>${lines}</ul></details>`}
</footer>`;
}

const asset = (name: string): Promise<string> => readFile(new URL(`./${name}`, import.meta.url), "utf8");

const hashOf = (script: string): string => `sha256-${createHash("sha256").update(script).digest("base64")}`;

/** Inter comes along, so that the page looks the same on a machine without fonts. */
async function fontFaces(): Promise<string> {
  const require = createRequire(import.meta.url);
  const faces = await Promise.all(
    [400, 600].map(async (weight) => {
      const file = require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
      const data = (await readFile(file)).toString("base64");
      return `@font-face{font-family:"Inter";font-weight:${weight};font-display:swap;src:url(data:font/woff2;base64,${data}) format("woff2")}\n`;
    }),
  );
  return faces.join("");
}
