export { type Bridge, type BridgeOptions, startBridge } from "./bridge.ts";
export { type Config as UnityConfig, createUnityConnector, unityManifest } from "./connector/index.ts";
export { BridgeFolderError, bridgeFolder, openBridgeFolder } from "./discovery/bridge-folder.ts";
export { readToken, rotateToken } from "./discovery/token.ts";
export type { EditorSession } from "./session/editor-session.ts";
export type { OnSession } from "./session/sessions.ts";
export { createWire, type Wire, type WireOptions } from "./socket/create-wire.ts";
export { PortTakenError } from "./socket/listen.ts";
