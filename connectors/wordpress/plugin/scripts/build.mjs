// Bundles the screens into dist/build/. Packages of WordPress and React are not bundled: WordPress has them, on `window`.
import { createHash } from "node:crypto";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { replaceFile } from "./replace-file.mjs";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const bundles = ["media", "settings", "editor"];

/** Builds every bundle: `<name>.js`, `<name>.css` and `<name>.asset.php`, which names its dependencies. */
export async function buildPlugin() {
  const out = path.join(folder, "dist", "build");
  await Promise.all(bundles.map((name) => buildBundle(name, out)));
}

async function buildBundle(name, out) {
  const dependencies = new Set();
  const result = await build({
    entryPoints: [path.join(folder, "src", name, "index.tsx")],
    outfile: path.join(out, `${name}.js`),
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2019",
    // WordPress before 6.6 has no React JSX runtime.
    jsx: "transform",
    jsxFactory: "createElement",
    jsxFragment: "Fragment",
    inject: [path.join(folder, "src", "shared", "jsx.ts")],
    legalComments: "none",
    logLevel: "warning",
    plugins: [wordpressGlobals(dependencies)],
  });
  for (const file of result.outputFiles) replaceFile(file.path, file.contents);
  if (!result.outputFiles.some((file) => file.path.endsWith(".css"))) {
    replaceFile(path.join(out, `${name}.css`), "");
  }
  const hash = createHash("sha256");
  for (const file of result.outputFiles) hash.update(file.contents);
  const list = [...dependencies].sort().map((handle) => `'${handle}'`);
  replaceFile(
    path.join(out, `${name}.asset.php`),
    `<?php return array( 'dependencies' => array( ${list.join(", ")} ), 'version' => '${hash.digest("hex").slice(0, 12)}' );\n`,
  );
}

/** `@wordpress/api-fetch` is `window.wp.apiFetch`, of the script `wp-api-fetch`. */
function wordpressGlobals(dependencies) {
  return {
    name: "wordpress-globals",
    setup(context) {
      context.onResolve({ filter: /^@wordpress\// }, ({ path: name }) => ({
        path: name,
        namespace: "wordpress",
      }));
      context.onLoad({ filter: /.*/, namespace: "wordpress" }, ({ path: name }) => {
        const part = name.replace("@wordpress/", "");
        dependencies.add(`wp-${part}`);
        const member = part.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
        // As Node imports CommonJS: its default is all of it, as with `wp.apiFetch`.
        return { loader: "js", contents: `module.exports = window.wp.${member};` };
      });
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPlugin();
