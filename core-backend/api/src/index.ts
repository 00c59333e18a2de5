export type { ApiDeps } from "./api-deps.ts";
export { createApi } from "./create-api.ts";
