package lumen.connectors.live;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One live stream, or what all of them share.
 *
 * @param stream name of the stream, {@link #CONTROL} for what is shared
 * @param state what it has learnt, empty at first
 */
record LiveSplit(String stream, byte[] state) implements SourceSplit {
  /** The split of what all streams share; no stream has an empty name. */
  static final String CONTROL = "";

  @Override
  public String splitId() {
    return stream;
  }
}
