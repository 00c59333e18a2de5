export { hubProblem } from "./problems.ts";
export type { ProjectLink } from "./project-link.ts";
export { createProjectLinks } from "./project-links.ts";
export { type Pulse, startPulse } from "./pulse.ts";
export { toAsset, toBatch, toChange, toExport, toPreview, toPull, toStyle } from "./resources.ts";
