export * from "./calls.ts";
export * from "./commands.ts";
export * from "./frames.ts";
export * from "./import-settings.ts";
export * from "./messages.ts";
export * from "./problems.ts";
export * from "./protocol.ts";
export * from "./resources.ts";
