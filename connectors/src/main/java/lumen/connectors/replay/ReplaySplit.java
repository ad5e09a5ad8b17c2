package lumen.connectors.replay;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One recorded stream.
 *
 * @param stream its name, unique in the job
 * @param parts its files in their order
 * @param state how far it has been read, empty before the first read
 */
public record ReplaySplit(String stream, List<String> parts, byte[] state) implements SourceSplit {
  /** Checks that there is something to read. */
  public ReplaySplit {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a stream must have a file: stream=" + stream);
    }
    parts = List.copyOf(parts);
  }

  @Override
  public String splitId() {
    return stream;
  }
}
