import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";

/** The least Node that runs this bootstrap, and the least that runs the TypeScript as it is written. */
const BOOTSTRAP_MAJOR = 20;
const RUNTIME_MAJOR = 24;

/** Something a person has to see to; the message is all they need. */
export class InstallFailure extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const majorOf = (version) => Number.parseInt(version, 10);

/** A sentence when this Node cannot even run the bootstrap, else null. */
export function nodeTooOld(version) {
  if (majorOf(version) >= BOOTSTRAP_MAJOR) return null;
  return `This is Node ${version}; AssetQL needs Node ${BOOTSTRAP_MAJOR} or newer (https://nodejs.org) and brings what it needs beyond that itself.`;
}

/** Where `npm ci` puts the Node that package.json asks for. */
export function bundledNodePath(root, platform = process.platform) {
  return path.join(root, "node_modules", "node", "bin", platform === "win32" ? "node.exe" : "node");
}

/** This Node when it is new enough, else the one that npm brought. */
export function pickNode(root, current = { version: process.versions.node, path: process.execPath }) {
  if (majorOf(current.version) >= RUNTIME_MAJOR) return current.path;
  const bundled = bundledNodePath(root);
  if (existsSync(bundled)) return bundled;
  throw new InstallFailure(
    `AssetQL runs on Node ${RUNTIME_MAJOR}; this is ${current.version}, and the npm package "node" has not brought its own.\n` +
      "Its install script may be switched off: try `npm config set ignore-scripts false`, delete node_modules, and run this again;\n" +
      `or install Node ${RUNTIME_MAJOR} from https://nodejs.org.`,
  );
}
