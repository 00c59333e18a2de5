export { readEnvironment, SettingsError, variable } from "./environment.ts";
export { interrupted } from "./interrupted.ts";
