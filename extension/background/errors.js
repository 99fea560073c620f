// Runs in: the background.

/** An expected failure, with a sentence for the reader. */
export class ReaderError extends Error {
  /**
   * @param {import('../messages.js').ErrorCode} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}
