/**
 * `node test/webhooks/install-python.mjs`: another implementation of Standard Webhooks, and what verifies ed25519.
 */
import { installPython } from "../support/install-python.mjs";

installPython({
  name: "webhooks-python",
  packages: ["standardwebhooks==1.0.0", "cryptography==44.0.0"],
  modules: ["standardwebhooks", "cryptography"],
});
