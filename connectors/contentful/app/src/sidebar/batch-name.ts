const TITLE_CHARACTERS = 50;

/** A batch made in the sidebar carries its entry in its name: that is how its images are found again. */
export const batchName = (title: string, entryId: string): string =>
  `${title.slice(0, TITLE_CHARACTERS)} · ${entryId}`;

export const isBatchOf = (name: string, entryId: string): boolean => name.endsWith(` · ${entryId}`);
