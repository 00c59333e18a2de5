export { type Config, configSchema } from "./settings.ts";
export { createUnityConnector, unityManifest } from "./unity-connector.ts";
