import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Layout, Tabs, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { useUnsaved } from "../common/use-unsaved.tsx";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import { FileProblems } from "./file-problems.tsx";
import { GateSlider } from "./gate-slider.tsx";
import { bytesOf, type FileProblem, FORM_BYTES, REFERENCE_LIMITS, takeFiles } from "./reference-files.ts";
import { ReferenceProblem } from "./reference-problem.tsx";
import { ShopImages } from "./shop-images.tsx";
import type { ShopImageGone, StyleProblem } from "./style-requests.ts";
import { DEFAULT_THRESHOLD } from "./threshold.ts";
import { UploadFiles } from "./upload-files.tsx";

export interface NewStylePageProps {
  /** What the shop shows; null when it could not be read. */
  readonly shopImages: readonly { readonly url: string; readonly altText: string }[] | null;
  /** The page to go back to, which wants the new style. */
  readonly back: string | null;
  /** Names this opening of the page: what it sends twice is done once. */
  readonly page: string;
}

/** Name, references and gate of a style to be made. */
export function NewStylePage({ shopImages, back, page }: NewStylePageProps) {
  const { t } = useTranslation("styles");
  const { number } = useFormat();
  const [name, setName] = useState("");
  const [threshold, setThreshold] = useState(DEFAULT_THRESHOLD);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [problems, setProblems] = useState<readonly FileProblem[]>([]);
  const [wasSent, setWasSent] = useState(false);
  const [tab, setTab] = useState(0);
  const creating = useFetcher<ShopImageGone | StyleProblem>();
  const isCreating = creating.state !== "idle";
  const count = files.length + ticked.length;
  const { question } = useUnsaved((name.trim() !== "" || count > 0) && !isCreating);
  // What the last try came to, until something else is tried.
  const [overcome, setOvercome] = useState<unknown>();
  const refusal = creating.data === overcome ? undefined : creating.data;
  const changeReferences = (): void => {
    setOvercome(creating.data);
    setProblems([]);
  };
  const takeAway = (file: File): void => {
    changeReferences();
    setFiles((now) => now.filter((other) => other !== file));
  };
  const refuse = (file: File): void => {
    setFiles((now) => now.filter((other) => other !== file));
    setProblems((now) => [...now, { code: "unreadable", name: file.name }]);
  };
  const add = (added: readonly File[]): void => {
    changeReferences();
    const taken = takeFiles(files, added, { others: ticked.length });
    setFiles(taken.files);
    setProblems(taken.problems);
  };
  const tick = (urls: readonly string[]): void => {
    changeReferences();
    setTicked(urls);
  };
  const isTooLarge = bytesOf(files) > FORM_BYTES;
  const create = (): void => {
    setWasSent(true);
    if (isCreating || name.trim() === "" || count === 0 || isTooLarge) return;
    const form = new FormData();
    for (const [key, value] of Object.entries({ name: name.trim(), threshold: String(threshold), page })) {
      form.set(key, value);
    }
    for (const file of files) form.append("files", file);
    for (const url of ticked) form.append("shopImages", url);
    creating.submit(form, { method: "post", encType: "multipart/form-data" });
  };
  const tabs = [
    { id: "upload", content: t("create.upload") },
    { id: "shop", content: t("create.fromShop") },
  ];
  return (
    <AppPage title={t("create.title")} backAction={{ content: t("title"), url: back ?? "/app/styles" }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <ReferenceProblem problem={hasProblem(refusal) ? refusal.problem : undefined} />
            <FileProblems problems={problems} gone={goneOf(refusal)} />
            <Card>
              <TextField
                label={t("create.name")}
                value={name}
                onChange={setName}
                placeholder={t("create.namePlaceholder")}
                maxLength={120}
                autoComplete="off"
                error={wasSent && name.trim() === "" ? t("create.needsName") : false}
              />
            </Card>
            <Card padding="0">
              <BlockStack>
                <div style={{ padding: "var(--p-space-400) var(--p-space-400) var(--p-space-200)" }}>
                  <BlockStack gap="100">
                    <Text as="h2" variant="headingMd">
                      {t("create.references")}
                    </Text>
                    <Text as="p" tone="subdued">
                      {t("create.advice")}
                    </Text>
                    <Text as="p" aria-live="polite">
                      {t("create.chosen", { count, most: number(REFERENCE_LIMITS.count) })}
                    </Text>
                    {wasSent && count === 0 && (
                      <Text as="p" tone="critical">
                        {t("create.needsReference")}
                      </Text>
                    )}
                  </BlockStack>
                </div>
                <Tabs tabs={tabs} selected={tab} onSelect={setTab}>
                  <div style={{ padding: "var(--p-space-400)" }}>
                    {tab === 0 ? (
                      <UploadFiles files={files} onAdd={add} onTakeAway={takeAway} onUnreadable={refuse} />
                    ) : (
                      <ShopImages
                        images={shopImages}
                        ticked={ticked}
                        onChange={tick}
                        room={REFERENCE_LIMITS.count - count}
                      />
                    )}
                  </div>
                </Tabs>
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <Card>
            <BlockStack gap="400">
              <GateSlider threshold={threshold} onChange={setThreshold} />
              <Button variant="primary" size="large" fullWidth onClick={create} loading={isCreating}>
                {t("create.submit")}
              </Button>
              {isCreating && (
                <Text as="p" tone="subdued" alignment="center">
                  {t("create.working")}
                </Text>
              )}
            </BlockStack>
          </Card>
        </Layout.Section>
      </Layout>
      {question}
    </AppPage>
  );
}

const goneOf = (answer: ShopImageGone | StyleProblem | undefined): string | undefined =>
  answer !== undefined && "gone" in answer ? answer.gone : undefined;
