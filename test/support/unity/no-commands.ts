import type { WireOptions } from "@assetql/unity-bridge";
import { CallRefused } from "./protocol.ts";

const refuse = (): Promise<never> =>
  Promise.reject(new CallRefused("internal", "There is no hub behind this wire."));

/** For a wire whose editor asks for nothing. */
export const noCommands: WireOptions["handlers"] = {
  "styles.list": refuse,
  "styles.create": refuse,
  "batches.preview": refuse,
  "batches.create": refuse,
  "batches.list": refuse,
  "batches.get": refuse,
  "batches.watch": refuse,
  "batches.control": refuse,
  "assets.list": refuse,
  "assets.review": refuse,
  "assets.thumbnail": refuse,
  "project.configure": refuse,
  "pulls.plan": refuse,
  "pulls.list": refuse,
  "pulls.get": refuse,
  "pulls.changes": refuse,
  "pulls.apply": refuse,
  "pulls.pause": refuse,
  "pulls.resume": refuse,
  "pulls.undo": refuse,
  "exports.create": refuse,
  "exports.list": refuse,
  "exports.fetch": refuse,
};
