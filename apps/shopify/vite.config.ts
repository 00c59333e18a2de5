import { vitePlugin as remix } from "@remix-run/dev";
import type {} from "@remix-run/node";
import { defineConfig } from "vite";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig(({ isSsrBuild = false }) => ({
  // One copy of each in a process, the server's: the pages throw errors that the server knows by their class.
  build: isSsrBuild ? { rollupOptions: { external: [/^@assetql\//] } } : {},
  plugins: [
    remix({
      buildDirectory: process.env.ASSETQL_SHOPIFY_BUILD ?? "build",
      ignoredRouteFiles: ["**/*.test.*"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        // Lazy discovery keeps what it knows in `sessionStorage`, which browsers deny to an embedded app.
        v3_lazyRouteDiscovery: false,
      },
    }),
  ],
}));
