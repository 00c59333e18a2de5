import type { AppParameters } from "../contentful/parameters.ts";
import { problemOfAddress } from "../hub/service-address.ts";

export type ConfigProblems = Partial<Record<keyof AppParameters, string>>;

/**
 * What keeps the configuration from being saved, by member, in words. What only the sync service knows (the styles) is
 * asked for once it has been reached, which needs an installed app.
 */
export function problemsOf(parameters: AppParameters, isConnected: boolean): ConfigProblems {
  const problems: ConfigProblems = {};
  const address = problemOfAddress(parameters.syncService);
  if (address !== undefined) problems.syncService = address;
  if (parameters.placements.length === 0) {
    problems.placements = "Choose at least one content type, and the field that its images go to.";
  } else if (parameters.placements.some(({ fieldId }) => fieldId === "")) {
    problems.placements = "Choose the field that the images go to, for every content type you have ticked.";
  }
  if (!isConnected) return problems;
  if (parameters.styleProfileId === null)
    problems.styleProfileId = "Choose the style profile new images start with.";
  if (parameters.template.trim() === "") problems.template = "Write the prompt that new images start with.";
  return problems;
}

/** Of the app in the editors: the sidebar, wherever a content type has a place for images. */
export function editorsOf({ placements }: AppParameters) {
  return Object.fromEntries(
    placements.map(({ contentTypeId }) => [contentTypeId, { sidebar: { position: 1 } }]),
  );
}
