export { findBridge } from "./discovery.ts";
export { type DiskProject, openDiskProject } from "./disk-project.ts";
export { ScriptedEditor } from "./editor.ts";
export type { EditorProject } from "./editor-project.ts";
export { BridgeRefusal } from "./protocol.ts";
export { openUnityHarness } from "./unity-harness.ts";
