import { copyFile, mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** `node build.mjs [folder]`: `dist` unless told. */
const out = process.argv[2] ?? here("./dist");

/** zod's messages in forty languages are a quarter of the bundle, and nobody sees them. */
const englishOnly = {
  name: "english-only",
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
      loader: "js",
    }));
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: [here("./src/app.tsx"), here("./src/app.css")],
  outdir: out,
  bundle: true,
  minify: true,
  sourcemap: "linked",
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "linked",
  plugins: [englishOnly],
  logLevel: "warning",
});
await copyFile(here("./index.html"), `${out}/index.html`);
