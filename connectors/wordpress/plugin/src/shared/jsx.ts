/** What JSX compiles to; esbuild puts it into every file. */
export { createElement, Fragment } from "@wordpress/element";
