import {
  Button,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  RadioControl,
  TextControl,
} from "@wordpress/components";
import { useRef, useState } from "@wordpress/element";
import { __, _n, sprintf } from "@wordpress/i18n";
import { api, type NewBatch, newKey } from "../../shared/api.ts";
import type { Preview } from "../../shared/hub-types.ts";
import { ProblemNotice } from "../../shared/problem-notice.tsx";
import { StyleSelect } from "../../shared/style-select.tsx";
import { useAction } from "../../shared/use-action.ts";
import { goTo } from "../route.ts";
import { type Csv, CsvPicker } from "./csv-picker.tsx";
import { PostPicker } from "./post-picker.tsx";
import { PreviewView } from "./preview-view.tsx";
import { TemplateField } from "./template-field.tsx";

const POST_FIELDS = ["title", "excerpt", "categories", "tags", "content"];

/** From posts or a CSV to a batch that runs: rows, style and prompt, a look at what it will be. */
export function NewBatchScreen() {
  const [source, setSource] = useState("posts");
  const [postIds, setPostIds] = useState<readonly number[]>([]);
  const [csv, setCsv] = useState<Csv | undefined>(undefined);
  const [styleId, setStyleId] = useState("");
  const [template, setTemplate] = useState("{title}");
  const [name, setName] = useState("");
  const [preview, setPreview] = useState<{ of: string; is: Preview } | undefined>(undefined);
  const { busy, problem, run, forget } = useAction();
  const key = useRef(newKey());

  const rows = source === "posts" ? postIds.length : (csv?.rows ?? 0);
  const batch: NewBatch = {
    name: name.trim() === "" ? defaultName(rows, source) : name.trim(),
    styleProfileId: styleId,
    template,
    ...(source === "posts" ? { postIds } : { csv: csv?.text ?? "" }),
  };
  const text = JSON.stringify({ ...batch, name: "" });
  const isReady = rows > 0 && styleId !== "" && template.trim() !== "";
  const shown = preview?.of === text ? preview.is : undefined;

  const look = () => run("preview", async () => setPreview({ of: text, is: await api.previewBatch(batch) }));
  const start = () =>
    run("start", async () => {
      const { id } = await api.createBatch(batch, key.current);
      key.current = newKey();
      goTo({ screen: "batch", id });
    });

  return (
    <div className="assetql-new">
      <Card>
        <CardHeader>
          <h2>{__("1. What the images are for", "assetql")}</h2>
        </CardHeader>
        <CardBody>
          <RadioControl
            label={__("One image for each", "assetql")}
            selected={source}
            onChange={setSource}
            options={[
              { value: "posts", label: __("post of this site", "assetql") },
              { value: "csv", label: __("row of a CSV file", "assetql") },
            ]}
          />
          {source === "posts" ? (
            <PostPicker chosen={postIds} onChange={setPostIds} />
          ) : (
            <CsvPicker csv={csv} onChange={setCsv} />
          )}
        </CardBody>
      </Card>
      <Card>
        <CardHeader>
          <h2>{__("2. How they look", "assetql")}</h2>
        </CardHeader>
        <CardBody>
          <StyleSelect value={styleId} onChange={setStyleId} />
          <TemplateField
            value={template}
            onChange={setTemplate}
            fields={source === "posts" ? POST_FIELDS : (csv?.columns ?? [])}
          />
          <TextControl
            __nextHasNoMarginBottom
            label={__("Name of the batch", "assetql")}
            value={name}
            onChange={setName}
            placeholder={rows === 0 ? "" : defaultName(rows, source)}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader>
          <h2>{__("3. Look, then start", "assetql")}</h2>
        </CardHeader>
        <CardBody>
          <ProblemNotice problem={problem} onRemove={forget} />
          {shown === undefined ? (
            <p className="assetql-hint">{hint(rows, source, isReady)}</p>
          ) : (
            <PreviewView preview={shown} />
          )}
        </CardBody>
        <CardFooter>
          <Button
            variant={shown === undefined ? "primary" : "secondary"}
            onClick={look}
            isBusy={busy === "preview"}
            disabled={!isReady || busy !== undefined}
          >
            {__("Preview", "assetql")}
          </Button>
          <Button
            variant={shown === undefined ? "secondary" : "primary"}
            onClick={start}
            isBusy={busy === "start"}
            disabled={shown?.valid !== true || busy !== undefined}
          >
            {shown === undefined
              ? __("Start", "assetql")
              : /* translators: %d: number of images */
                sprintf(
                  _n("Start: %d image", "Start: %d images", shown.totalTasks, "assetql"),
                  shown.totalTasks,
                )}
          </Button>
        </CardFooter>
      </Card>
    </div>
  );
}

function defaultName(rows: number, source: string): string {
  const template =
    source === "posts"
      ? /* translators: %d: number of posts */
        _n("Image for %d post", "Images for %d posts", rows, "assetql")
      : /* translators: %d: number of rows */
        _n("Image for %d row", "Images for %d rows", rows, "assetql");
  return sprintf(template, rows);
}

function hint(rows: number, source: string, isReady: boolean): string {
  if (isReady)
    return __(
      "The preview shows the first prompts, the cost and every problem. It generates nothing.",
      "assetql",
    );
  if (rows > 0) return __("Choose a style and say what the images show.", "assetql");
  return source === "posts"
    ? __("Choose posts first.", "assetql")
    : __("Choose a CSV file first.", "assetql");
}
