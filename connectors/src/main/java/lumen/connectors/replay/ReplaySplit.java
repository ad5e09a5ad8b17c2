package lumen.connectors.replay;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One recorded stream.
 *
 * @param stream its name, unique in the job
 * @param parts its files in their order
 * @param state how far it has been read, empty before the first read
 * @param commands the {@link CommandFile#digest} of the commands that were handed out beside it,
 *     empty before
 * @param rest what was read, and not handed out yet; empty if nothing
 */
public record ReplaySplit(
    String stream, List<String> parts, byte[] state, String commands, byte[] rest)
    implements SourceSplit {
  private static final byte[] NOTHING = new byte[0];

  /** A stream beside which no commands were handed out. */
  public ReplaySplit(String stream, List<String> parts, byte[] state) {
    this(stream, parts, state, "", NOTHING);
  }

  /** Checks that there is something to read. */
  public ReplaySplit {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a stream must have a file: stream=" + stream);
    }
    parts = List.copyOf(parts);
  }

  /** The same with these parts. */
  ReplaySplit of(List<String> others) {
    return new ReplaySplit(stream, others, state, commands, rest);
  }

  /** The same beside these commands. */
  ReplaySplit beside(String handedOut) {
    return new ReplaySplit(stream, parts, state, handedOut, rest);
  }

  /** The same with this left to be handed out. */
  ReplaySplit before(byte[] left) {
    return new ReplaySplit(stream, parts, state, commands, left);
  }

  @Override
  public String splitId() {
    return stream;
  }
}
