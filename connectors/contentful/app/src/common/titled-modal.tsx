import { Modal } from "@contentful/f36-components";
import { type ReactElement, type ReactNode, type RefObject, useId } from "react";

interface TitledModalProps {
  readonly isShown: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly initialFocus?: RefObject<HTMLElement>;
  readonly children: ReactNode;
  /** The buttons. */
  readonly controls: readonly ReactElement[];
}

/** Forma 36's modal shows its title, but does not name the dialog by it; screen readers need that. */
export function TitledModal({ isShown, title, onClose, initialFocus, children, controls }: TitledModalProps) {
  const id = useId();
  return (
    <Modal
      isShown={isShown}
      onClose={onClose}
      title={title}
      aria={{ labelledby: id }}
      {...(initialFocus === undefined ? {} : { initialFocusRef: initialFocus })}
    >
      <Modal.Content>
        <span id={id} hidden>
          {title}
        </span>
        {children}
      </Modal.Content>
      <Modal.Controls>{[...controls]}</Modal.Controls>
    </Modal>
  );
}
