package lumen.connectors.live;

import java.util.function.Supplier;
import lumen.event.Position;
import lumen.intake.SourceLine;

/** A line of the log that is written only where somebody wants to see it. */
final class UnwrittenLine implements SourceLine {
  private final String name;
  private final Supplier<byte[]> writer;
  private final long number;
  private byte[] bytes;

  /**
   * @param name what stands for its file
   * @param writer writes the line
   * @param number how many lines came before it
   */
  UnwrittenLine(String name, Supplier<byte[]> writer, long number) {
    this.name = name;
    this.writer = writer;
    this.number = number;
  }

  @Override
  public byte[] buffer() {
    if (bytes == null) {
      bytes = writer.get();
    }
    return bytes;
  }

  @Override
  public int start() {
    return 0;
  }

  @Override
  public int end() {
    return buffer().length;
  }

  @Override
  public Position position() {
    return new Position(name, number, number + 1);
  }
}
