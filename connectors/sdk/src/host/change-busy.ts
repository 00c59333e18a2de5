/** Another work has the change by now: this one leaves it as it is, and looks at it again later. */
export class ChangeBusy extends Error {
  override readonly name = "ChangeBusy";
  constructor() {
    super("Another work holds the lease of this change");
  }
}
