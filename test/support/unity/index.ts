export { findBridge } from "./discovery.ts";
export { type DiskProject, openDiskProject } from "./disk-project.ts";
export { type EditorOptions, type EditorProject, ScriptedEditor } from "./editor.ts";
export { BridgeRefusal, CallRefused } from "./protocol.ts";
export { openUnityHarness, type UnityHarness } from "./unity-harness.ts";
