/** Characters of a template; long enough for a page of prose, and far over what an image model reads. */
export const MAX_TEMPLATE_LENGTH = 8_000;

/** Blocks within blocks. */
export const MAX_BLOCK_DEPTH = 8;

/** Brackets, calls and `not`s within each other in one expression. */
export const MAX_EXPRESSION_DEPTH = 16;

/** Items of one list, in a loop or in `join`. */
export const MAX_LIST_ITEMS = 100;

/** UTF-16 code units of one row's text, before the style words; a prompt may have far fewer. */
export const MAX_OUTPUT_LENGTH = 64 * 1024;

/**
 * What one row may cost: a unit for every character that a function makes or `==` compares, and for every step of
 * a loop's body each time around. Measured, the worst of it takes a few milliseconds of a processor.
 */
export const MAX_ROW_WORK = 100_000;
