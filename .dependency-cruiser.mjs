/** For every package, the packages it may import: the arrows of the architecture, which point down only. */
const allowed = {
  "core-backend/contract": [],
  "core-backend/outgoing": [],
  "core-backend/style-engine": [],
  "core-backend/prompts": [],
  "core-backend/export-formats": [],
  "core-backend/samples": [],
  "core-backend/client": ["core-backend/contract"],
  "core-backend/core": [
    "core-backend/contract",
    "core-backend/style-engine",
    "core-backend/prompts",
    "core-backend/export-formats",
  ],
  "core-backend/generators": ["core-backend/contract", "core-backend/core", "core-backend/style-engine"],
  "core-backend/api": ["core-backend/contract", "core-backend/core"],
  "core-backend/embedded": [
    "core-backend/contract",
    "core-backend/core",
    "core-backend/api",
    "core-backend/outgoing",
    "connectors/webhooks",
  ],
  "core-backend/cli": [
    "core-backend/contract",
    "core-backend/client",
    "core-backend/core",
    "core-backend/embedded",
    "core-backend/generators",
    "core-backend/samples",
    "connectors/webhooks",
    "connectors/sync-service",
    "unity-bridge/server",
  ],
  "connectors/webhooks": ["core-backend/contract", "core-backend/outgoing"],
  "connectors/sdk": ["core-backend/contract", "core-backend/client", "core-backend/outgoing"],
  "connectors/folder": ["core-backend/contract", "connectors/sdk"],
  "connectors/wordpress": ["core-backend/contract", "connectors/sdk"],
  "connectors/woocommerce": ["core-backend/contract", "connectors/sdk", "connectors/wordpress"],
  "connectors/contentful": ["core-backend/contract", "connectors/sdk"],
  "connectors/contentful/app": ["core-backend/contract", "core-backend/client"],
  "connectors/shopify": ["core-backend/contract", "connectors/sdk"],
  "apps/shopify": ["core-backend/contract", "core-backend/client", "connectors/sdk", "connectors/shopify"],
  "connectors/sync-service": [
    "core-backend/contract",
    "core-backend/client",
    "core-backend/outgoing",
    "connectors/sdk",
    "connectors/folder",
    "connectors/wordpress",
    "connectors/woocommerce",
    "connectors/contentful",
  ],
  "unity-bridge/server": [
    "core-backend/contract",
    "core-backend/client",
    "core-backend/export-formats",
    "connectors/sdk",
  ],
};

const arrows = Object.entries(allowed).map(([from, targets]) => ({
  name: `${from.replaceAll("/", "-")}-imports-only-what-is-below`,
  comment: `${from} may import ${targets.length === 0 ? "no package of ours" : targets.join(", ")}`,
  severity: "error",
  // Tests may use the sample styles, which are below everything.
  from: {
    path: `^${from}/${from.startsWith("apps/") ? "(app|server)" : "src"}/`,
    pathNot: "\\.test\\.tsx?$",
  },
  to: {
    path: `^(?!${from}/|(${targets.join("|") || "none"})/src/)(core-backend|connectors|unity-bridge)/`,
    pathNot: "node_modules",
  },
}));

/** The core knows no cloud, no database and no HTTP framework. */
const coreStaysPure = {
  name: "core-stays-pure",
  severity: "error",
  from: {
    path: `^core-backend/(core|contract|style-engine|prompts|export-formats)/src/`,
    pathNot: "(\\.test|testing).*\\.ts$",
  },
  to: { path: "^(node:)?(sqlite|http|https|net)$|node_modules/(hono|express|@aws-sdk)" },
};

const noCycles = {
  name: "no-cycles",
  severity: "error",
  from: {},
  to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
};

const noTestsInCode = {
  name: "code-imports-no-tests",
  severity: "error",
  from: { pathNot: "(\\.test|\\.battery|testing|/test/|^test/).*" },
  to: { path: "\\.test\\.ts$|^test/" },
};

export default {
  forbidden: [...arrows, coreStaysPure, noCycles, noTestsInCode],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^apps/[^/]+/build" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types"],
      extensions: [".ts", ".js", ".mjs", ".json"],
    },
  },
};
