import type { InputErrorCode } from './resource';

/** Why a text, or a file, could not be read. Thrown inside this room only; outside of it the same facts travel as an `InputError`. */
export class ReadError extends Error {
  /**
   * @param code reason from the closed union
   * @param message what was found, what was expected, what to do; never a value of the source
   * @param offset place in the text that was being read, in UTF-16 code units; below 0 for one before it
   */
  constructor(readonly code: InputErrorCode, message: string, readonly offset = 0) {
    super(message);
  }
}
