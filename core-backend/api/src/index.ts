export type { ApiDeps, Health } from "./api-deps.ts";
export { createApi } from "./create-api.ts";
