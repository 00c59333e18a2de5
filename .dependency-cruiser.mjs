/** The arrows of the architecture: they point down only. */
const packages = "core-backend";

/** For every package, the packages it may import. */
const allowed = {
  contract: [],
  "style-engine": [],
  prompts: [],
  "export-formats": [],
  samples: [],
  client: ["contract"],
  core: ["contract", "style-engine", "prompts", "export-formats"],
  generators: ["contract", "core", "style-engine"],
  api: ["contract", "core"],
  embedded: ["contract", "core", "api"],
  cli: ["contract", "client", "core", "embedded", "generators", "samples"],
};

const arrows = Object.entries(allowed).map(([name, targets]) => ({
  name: `${name}-imports-only-what-is-below`,
  comment: `${name} may import ${targets.length === 0 ? "no package of ours" : targets.join(", ")}`,
  severity: "error",
  // Tests may use the sample styles, which are below everything.
  from: { path: `^${packages}/${name}/src/`, pathNot: "\\.test\\.ts$" },
  to: { path: `^${packages}/(?!(${[name, ...targets].join("|")})/)` },
}));

/** The core knows no cloud, no database and no HTTP framework. */
const coreStaysPure = {
  name: "core-stays-pure",
  severity: "error",
  from: {
    path: `^${packages}/(core|contract|style-engine|prompts|export-formats)/src/`,
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
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types"],
      extensions: [".ts", ".js", ".mjs", ".json"],
    },
  },
};
