/** The caller's right to call had ended when the request's turn at a socket came: not a byte of it was sent. */
export class LeaseExpiredError extends Error {
  constructor() {
    super("The call was withheld before it was sent.");
    this.name = "LeaseExpiredError";
  }
}
