// Collects the translatable strings of PHP and TSX into languages/assetql.pot, as `wp i18n make-pot` does.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { replaceFile } from "./replace-file.mjs";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const functions = "__|_e|_x|_n|esc_html__|esc_html_e|esc_attr__|esc_attr_e";

/** Writes the template of translations. Strings are in the order of their files, so that it rarely changes. */
export async function writePot() {
  const entries = new Map();
  for (const file of sources()) collect(file, readFileSync(path.join(folder, file), "utf8"), entries);
  const body = [...entries.values()].map(format);
  replaceFile(path.join(folder, "languages", "assetql.pot"), `${[header, ...body].join("\n\n")}\n`);
}

const header = `# Copyright (C) AssetQL
# This file is distributed under GPL-2.0-or-later.
msgid ""
msgstr ""
"Project-Id-Version: AssetQL\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Domain: assetql\\n"`;

function sources() {
  return ["includes", "src"].flatMap((name) =>
    readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(php|tsx?)$/.test(entry.name))
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"),
      )
      .sort(),
  );
}

/** Calls such as `__( 'Text', 'assetql' )`, and the translators' comment right before one. */
function collect(file, source, entries) {
  const quoted = `'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*"`;
  const calls = new RegExp(`\\b(${functions})\\(\\s*(${quoted})\\s*,\\s*(${quoted})\\s*(?:,|\\))`, "gs");
  for (const match of source.matchAll(calls)) {
    const [, name, first, second] = match;
    const plural = name === "_n" ? unquote(second) : undefined;
    const context = name === "_x" ? unquote(second) : undefined;
    const id = unquote(first);
    const key = `${context ?? ""}\u0004${id}`;
    const entry = entries.get(key) ?? {
      id,
      plural,
      context,
      comment: commentBefore(source, match.index),
      places: new Set(),
    };
    // Without line numbers, which would change with every edit.
    entry.places.add(file);
    entries.set(key, entry);
  }
}

function commentBefore(source, index) {
  const before = source.slice(0, index).split("\n").slice(-4).join("\n");
  const comments = [...before.matchAll(/translators: (.*?)\s*\*\//g)];
  return comments.at(-1)?.[1];
}

function unquote(text) {
  const inner = text.slice(1, -1);
  return inner.replace(/\\(n|'|"|\\)/g, (_, char) => (char === "n" ? "\n" : char));
}

const quote = (text) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;

function format({ id, plural, context, comment, places }) {
  return [
    ...(comment === undefined ? [] : [`#. translators: ${comment}`]),
    ...[...places].map((place) => `#: ${place}`),
    ...(context === undefined ? [] : [`msgctxt ${quote(context)}`]),
    `msgid ${quote(id)}`,
    ...(plural === undefined
      ? ['msgstr ""']
      : [`msgid_plural ${quote(plural)}`, 'msgstr[0] ""', 'msgstr[1] ""']),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writePot();
