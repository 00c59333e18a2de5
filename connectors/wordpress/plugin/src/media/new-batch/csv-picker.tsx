import { __, _n, sprintf } from "@wordpress/i18n";

export interface Csv {
  readonly name: string;
  readonly text: string;
  /** For the buttons that insert fields; the hub reads the file anew, and rightly. */
  readonly columns: readonly string[];
  readonly rows: number;
}

interface Props {
  readonly csv: Csv | undefined;
  readonly onChange: (csv: Csv | undefined) => void;
}

export function CsvPicker({ csv, onChange }: Props) {
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = await file.text();
    onChange({ name: file.name, text, columns: columnsOf(text), rows: rowsOf(text) });
  };
  return (
    <div className="assetql-csv">
      <label htmlFor="assetql-csv">
        {__("CSV file, with the names of its columns in the first line", "assetql")}
      </label>
      <input
        id="assetql-csv"
        type="file"
        accept=".csv,text/csv"
        onChange={(event) => choose(event.target.files?.[0])}
      />
      <p className="assetql-hint">
        {csv === undefined
          ? __("A column item_id with ids of posts says which post gets which image.", "assetql")
          : /* translators: 1: name of a file, 2: number of rows */
            sprintf(
              _n("%1$s: about %2$d row", "%1$s: about %2$d rows", csv.rows, "assetql"),
              csv.name,
              csv.rows,
            )}
      </p>
    </div>
  );
}

function columnsOf(text: string): readonly string[] {
  const [line = ""] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const separator = [";", "\t", ","].find((candidate) => line.includes(candidate)) ?? ",";
  return line
    .split(separator)
    .map((name) => name.trim().replace(/^"|"$/g, ""))
    .filter((name) => name !== "" && name !== "item_id");
}

/** Lines but the first; those within a quoted cell are none. */
function rowsOf(text: string): number {
  const unquoted = text.replace(/"[^"]*"/g, "cell");
  return Math.max(0, unquoted.split(/\r?\n/).filter((line) => line.trim() !== "").length - 1);
}
