package lumen.connectors.live;

import lumen.event.Position;
import lumen.intake.SourceLine;

/**
 * A line of the log before it stands anywhere.
 *
 * @param name what stands for its file
 * @param buffer the line
 * @param number how many lines came before it
 */
record LogPosition(String name, byte[] buffer, long number) implements SourceLine {
  @Override
  public int start() {
    return 0;
  }

  @Override
  public int end() {
    return buffer.length;
  }

  @Override
  public Position position() {
    return new Position(name, number, number + 1);
  }
}
