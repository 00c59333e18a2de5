import { fileURLToPath } from "node:url";

/** A table of rows with a prompt template that fits its columns. */
export interface SampleTable {
  readonly name: string;
  /** Absolute path of a UTF-8 CSV file with a header row. */
  readonly csvPath: string;
  /** Prompt template in the column names of the CSV; `{column|fallback}` where cells may be empty. */
  readonly template: string;
}

/** 120 products of Northwind & Fern, an invented shop for home and outdoors. */
export const sampleCatalogue: SampleTable = {
  name: "Northwind & Fern, spring catalogue",
  csvPath: fileURLToPath(new URL("./catalogue.csv", import.meta.url)),
  template: "{material} {subject} in {colour|natural tones}, {setting|on a plain table}",
};

/** 24 inventory icons of Emberfall, an invented role-playing game. */
export const sampleIcons: SampleTable = {
  name: "Emberfall, inventory icons",
  csvPath: fileURLToPath(new URL("./icons.csv", import.meta.url)),
  template: "game icon of one {material} {subject}, {colour}, {effect|plain and centred}",
};
