export { createFolderConnector } from "./folder-connector.ts";
export type { FolderOptions } from "./settings.ts";
