import { BlockStack, Button, DropZone, Icon, Text } from "@shopify/polaris";
import { ImageIcon, XSmallIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import { ACCEPT, isShownByBrowsers, REFERENCE_LIMITS } from "./reference-files.ts";
import css from "./styles.module.css";

interface UploadFilesProps {
  readonly files: readonly File[];
  readonly onAdd: (files: readonly File[]) => void;
  readonly onTakeAway: (file: File) => void;
  /** It is no image, whatever its name says. */
  readonly onUnreadable: (file: File) => void;
}

/** A place to drop images, and those that are there. */
export function UploadFiles({ files, onAdd, onTakeAway, onUnreadable }: UploadFilesProps) {
  const { t } = useTranslation("styles");
  const { number } = useFormat();
  return (
    <BlockStack gap="400">
      <DropZone
        label={t("create.drop")}
        labelHidden
        accept={ACCEPT}
        type="image"
        onDrop={(all) => onAdd(all)}
        variableHeight
      >
        <DropZone.FileUpload
          actionTitle={t("create.drop")}
          actionHint={t("create.formats", { size: number(REFERENCE_LIMITS.bytes / 1_000_000) })}
        />
      </DropZone>
      {files.length > 0 && (
        <div className={css.tiles}>
          {files.map((file) => (
            <FileTile
              key={`${file.name} ${file.size} ${file.lastModified}`}
              file={file}
              onTakeAway={() => onTakeAway(file)}
              onUnreadable={() => onUnreadable(file)}
            />
          ))}
        </div>
      )}
    </BlockStack>
  );
}

interface FileTileProps {
  readonly file: File;
  readonly onTakeAway: () => void;
  readonly onUnreadable: () => void;
}

function FileTile({ file, onTakeAway, onUnreadable }: FileTileProps) {
  const { t } = useTranslation("styles");
  const [url, setUrl] = useState<string>();
  const [isShown, setIsShown] = useState(true);
  // Few browsers can show TIFF, and older ones no AVIF; the hub reads both.
  const fail = (): void => (isShownByBrowsers(file) ? onUnreadable() : setIsShown(false));
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <div className={css.tile}>
      {url !== undefined && isShown && <img src={url} alt={file.name} onError={fail} />}
      {!isShown && (
        <div className={css.unshown}>
          <Icon source={ImageIcon} tone="subdued" />
          <Text as="span" variant="bodySm" breakWord>
            {file.name}
          </Text>
        </div>
      )}
      <span className={css.takeAway}>
        <Button
          icon={XSmallIcon}
          size="micro"
          accessibilityLabel={t("create.takeAway", { name: file.name })}
          onClick={onTakeAway}
        />
      </span>
    </div>
  );
}
