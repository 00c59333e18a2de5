/** Sends mail. Nothing of a mail, and no address, is ever logged. */
export interface Mailer {
  /** Resolves when the next server has taken it. Throws {@link MailError}. */
  send(mail: OutgoingMail): Promise<void>;
}

export interface OutgoingMail {
  /** One address, without a name. */
  readonly to: string;
  /** Any text; line breaks and control characters become spaces. */
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /**
   * Letters and digits: what is sent again under the same id can be told to be the same mail by whoever receives it.
   */
  readonly id?: string;
}

/** Why a mail was not taken. The message names no address. */
export class MailError extends Error {
  override readonly name = "MailError";
  /** `refused`: this mail or this recipient, and it would be again. `unavailable`: worth another try. */
  readonly kind: "refused" | "unavailable";
  constructor(kind: MailError["kind"], reason: string) {
    super(reason);
    this.kind = kind;
  }
}
