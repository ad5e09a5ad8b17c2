package lumen.connectors.replay;

import java.io.IOException;
import java.util.List;
import lumen.event.Envelope;
import lumen.intake.ReplayOptions;

/**
 * Reads one recorded stream in the calling thread, by the same rules as {@link ReplaySource}: what
 * is rejected, late or filtered, and every account, is the same.
 */
public final class RecordingReader implements AutoCloseable {
  private final RecordedStream stream;

  /**
   * A reader at the beginning of the stream.
   *
   * @param parts the stream
   * @param options how it is read; never paced
   */
  public RecordingReader(RecordedParts parts, ReplayOptions options) throws IOException {
    ReplaySplit split = new ReplaySplit(parts.stream(), parts.files(), new byte[0]);
    stream = RecordedStream.open(split, LinePlay.of(options), false, parts.log());
  }

  /**
   * Reads the next chunk.
   *
   * @param out takes its notices and blocks, and the accounts, cumulative, that have changed
   * @return false at the end of the stream
   */
  public boolean readChunk(List<Envelope> out) throws IOException {
    return stream.readChunk(Long.MAX_VALUE, out) > 0;
  }

  /** No sample before this time comes any more; {@link Long#MIN_VALUE} before the first event. */
  public long lineMicros() {
    return stream.lineMicros();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
