import { Banner, List } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { type FileProblem, FORM_BYTES, REFERENCE_LIMITS } from "./reference-files.ts";

interface FileProblemsProps {
  readonly problems: readonly FileProblem[];
  /** One of the shop's images that could not be read. */
  readonly gone: string | undefined;
}

const megabytes = (bytes: number): number => Math.floor(bytes / 1_000_000);

/** What was not taken, and why. */
export function FileProblems({ problems, gone }: FileProblemsProps) {
  const { t } = useTranslation("styles");
  const { number } = useFormat();
  const words = problems.map(({ code, name }) =>
    t(`fileProblem.${code}`, {
      name,
      size: number(megabytes(code === "total" ? FORM_BYTES : REFERENCE_LIMITS.bytes)),
      most: number(REFERENCE_LIMITS.count),
    }),
  );
  const all = gone === undefined ? words : [...words, t("shopImageGone", { name: gone })];
  if (all.length === 0) return null;
  return (
    <Banner tone="warning" title={t("notAdded")}>
      <List>
        {all.map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
    </Banner>
  );
}
