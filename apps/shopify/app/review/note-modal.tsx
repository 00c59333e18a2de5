import { Modal, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NOTE_CHARACTERS } from "./review-requests.ts";

export interface NoteRequest {
  readonly decision: "reject" | "regenerate";
  /** Null: everything that the filter finds. */
  readonly ids: readonly string[] | null;
  readonly count: number;
  /** Of a single image. */
  readonly title: string | null;
}

interface NoteModalProps {
  readonly request: NoteRequest;
  readonly onClose: () => void;
  readonly onConfirm: (request: NoteRequest, note: string | undefined) => void;
}

/** Asks why, or what should be different, before images are rejected or made anew. Rendered while it is open. */
export function NoteModal({ request, onClose, onConfirm }: NoteModalProps) {
  const { t } = useTranslation(["review", "common"]);
  const [note, setNote] = useState("");
  const { decision: kind, count, title } = request;
  return (
    <Modal
      open
      onClose={onClose}
      title={title === null ? t(`note.${kind}Many`, { count }) : t(`note.${kind}One`, { title })}
      primaryAction={{
        content: t(`note.${kind}Action`, { count }),
        onAction: () => onConfirm(request, note.trim() || undefined),
      }}
      secondaryActions={[{ content: t("common:cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <TextField
          label={t(`note.${kind}Label`)}
          helpText={t(`note.${kind}Help`)}
          value={note}
          onChange={setNote}
          maxLength={NOTE_CHARACTERS}
          multiline={3}
          autoComplete="off"
          autoFocus
        />
      </Modal.Section>
    </Modal>
  );
}
