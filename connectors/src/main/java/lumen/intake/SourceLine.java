package lumen.intake;

import lumen.event.Position;

/** A line of a recording where it lies in a buffer, valid until the next is read. */
public interface SourceLine {
  /** The bytes that hold the line. */
  byte[] buffer();

  /** First byte of the line in the buffer. */
  int start();

  /** End of the line in the buffer, exclusive. */
  int end();

  /** Where the line stands; asked only of lines that need it. */
  Position position();
}
