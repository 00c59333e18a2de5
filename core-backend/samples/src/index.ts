export type { SampleImage, SampleStyle } from "./style.ts";
export { sampleStyles } from "./styles/index.ts";
export { type SampleTable, sampleCatalogue, sampleIcons } from "./tables.ts";
