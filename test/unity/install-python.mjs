/**
 * `node test/unity/install-python.mjs`: others' readers of Unity's files: one of .unitypackage, one of the YAML that
 * Unity writes.
 */
import { installPython } from "../support/install-python.mjs";

installPython({
  name: "unity-python",
  packages: ["unitypackage_extractor==1.1.0", "tarsafe==0.0.6", "unityparser==4.0.0"],
  modules: ["unitypackage_extractor.extractor", "unityparser"],
});
