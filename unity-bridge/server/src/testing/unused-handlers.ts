import type { CommandHandlers } from "../session/editor-session.ts";
import { BridgeProblemError } from "../session/problems.ts";

const refuse = async (): Promise<never> => {
  throw new BridgeProblemError("forbidden", "This test has no hub.");
};

/** Handlers of commands that a test does not send. */
export const unusedHandlers: CommandHandlers = {
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
