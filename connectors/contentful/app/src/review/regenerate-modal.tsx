import { type Asset, REVIEW_LIMITS } from "@assetql/contract";
import { Button, Form, FormControl, Textarea } from "@contentful/f36-components";
import { useRef, useState } from "react";
import { TitledModal } from "../common/titled-modal.tsx";

interface RegenerateModalProps {
  /** Null while it is closed. */
  readonly asset: Asset | null;
  readonly onClose: () => void;
  readonly onConfirm: (asset: Asset, note: string) => void;
}

/** Asks what should be different before an image is made anew. */
export function RegenerateModal({ asset, onClose, onConfirm }: RegenerateModalProps) {
  const textarea = useRef<HTMLTextAreaElement>(null);
  const [note, setNote] = useState("");
  const close = (): void => {
    setNote("");
    onClose();
  };
  const confirm = (): void => {
    if (asset !== null) onConfirm(asset, note);
    setNote("");
  };
  return (
    <TitledModal
      isShown={asset !== null}
      onClose={close}
      title={`Make another of ${asset?.title ?? "this image"}`}
      initialFocus={textarea}
      controls={[
        <Button key="cancel" onClick={close}>
          Cancel
        </Button>,
        <Button key="confirm" variant="primary" onClick={confirm}>
          Make another
        </Button>,
      ]}
    >
      <Form onSubmit={confirm}>
        <FormControl marginBottom="none">
          <FormControl.Label>What should be different?</FormControl.Label>
          <Textarea
            ref={textarea}
            value={note}
            maxLength={REVIEW_LIMITS.noteCharacters}
            onChange={({ target }) => setNote(target.value)}
          />
          <FormControl.HelpText>
            It is added to the prompt. The present image stays until the new one comes near enough to the
            style.
          </FormControl.HelpText>
        </FormControl>
      </Form>
    </TitledModal>
  );
}
