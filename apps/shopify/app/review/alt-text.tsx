import { BlockStack, Box, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { EditIcon } from "@shopify/polaris-icons";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ALT_TEXT_ADVICE, ALT_TEXT_CHARACTERS } from "./alt-text-template.ts";
import type { ReviewImage } from "./review-image.ts";

interface AltTextProps {
  readonly image: Pick<ReviewImage, "id" | "title" | "altText">;
  /** What was typed and not saved. */
  readonly draft: string | undefined;
  readonly isEditing: boolean;
  readonly onEdit: () => void;
  readonly onChange: (text: string) => void;
  /** With Escape the draft goes; otherwise it waits to be saved. */
  readonly onDone: (isKept: boolean) => void;
}

/** An image's alternative text, edited where it stands. */
export function AltText({ image, draft, isEditing, onEdit, onChange, onDone }: AltTextProps) {
  const { t } = useTranslation("review");
  if (isEditing) return <Editor {...{ image, draft, onChange, onDone }} />;
  const text = draft ?? image.altText;
  return (
    <InlineStack gap="100" align="space-between" blockAlign="start" wrap={false}>
      <BlockStack gap="050">
        <Text as="p" variant="bodySm" tone="subdued">
          {t(draft === undefined ? "altText.label" : "altText.unsaved")}
        </Text>
        <div className="aql-clamp" title={text}>
          <Text as="p" variant="bodySm">
            {text.trim() === "" ? t("altText.none") : text}
          </Text>
        </div>
      </BlockStack>
      <Button
        icon={EditIcon}
        variant="tertiary"
        size="micro"
        accessibilityLabel={t("altText.edit", { title: image.title })}
        onClick={onEdit}
      />
    </InlineStack>
  );
}

function Editor({ image, draft, onChange, onDone }: Omit<AltTextProps, "isEditing" | "onEdit">) {
  const { t } = useTranslation("review");
  const box = useRef<HTMLDivElement>(null);
  const text = draft ?? image.altText;
  useEffect(() => box.current?.querySelector("textarea")?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    // The grid's keys are letters here.
    event.stopPropagation();
    if (event.key !== "Escape" && !(event.key === "Enter" && !event.shiftKey)) return;
    event.preventDefault();
    onDone(event.key === "Enter");
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to the keys of the field within
    <div ref={box} onKeyDown={onKeyDown}>
      <TextField
        label={t("altText.label")}
        value={text}
        onChange={onChange}
        onBlur={() => onDone(true)}
        multiline={3}
        maxLength={ALT_TEXT_CHARACTERS}
        maxHeight="9rem"
        autoComplete="off"
        helpText={
          <Box>
            {t(text.length > ALT_TEXT_ADVICE ? "altText.long" : "altText.help", {
              length: text.length,
              advice: ALT_TEXT_ADVICE,
            })}
          </Box>
        }
      />
    </div>
  );
}
