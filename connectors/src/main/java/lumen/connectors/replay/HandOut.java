package lumen.connectors.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lumen.event.Envelope;
import lumen.event.EnvelopeSerializer;
import lumen.event.SampleBlock;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The chunk of a stream that is being handed out, slice by slice: a chunk of thousands of channels
 * waits for those behind, and between two slices a checkpoint may come. It takes what is left.
 */
final class HandOut {
  /** A slice ends after so many samples, */
  private static final int SLICE_SAMPLES = 1 << 15;

  /** or after so many envelopes. */
  private static final int SLICE_ENVELOPES = 1 << 8;

  /** What an envelope takes beside its samples, as a rule. */
  private static final int ENVELOPE_BYTES = 128;

  private static final byte[] NOTHING = new byte[0];

  private final List<Envelope> chunk = new ArrayList<>();
  private int next;
  private String stream = "";

  /**
   * Where the next chunk is to be put.
   *
   * @param of name of its stream
   */
  List<Envelope> chunk(String of) {
    stream = of;
    return chunk;
  }

  /** Whether something is left of the chunk. */
  boolean hasMore() {
    return next < chunk.size();
  }

  /** Hands out the next slice. */
  void slice(Consumer<Envelope> taker) {
    int samples = 0;
    for (int n = 0; hasMore() && n < SLICE_ENVELOPES && samples < SLICE_SAMPLES; n++) {
      Envelope envelope = chunk.get(next++);
      samples += envelope instanceof SampleBlock block ? block.size() : 0;
      taker.accept(envelope);
    }
    if (!hasMore()) {
      chunk.clear();
      next = 0;
    }
  }

  /** What is left of the chunk if it is of this stream; empty if nothing. */
  byte[] rest(String of) {
    if (!hasMore() || !stream.equals(of)) {
      return NOTHING;
    }
    List<Envelope> left = chunk.subList(next, chunk.size());
    DataOutputSerializer out = new DataOutputSerializer(expectedBytes(left));
    try {
      for (Envelope envelope : left) {
        EnvelopeSerializer.INSTANCE.serialize(envelope, out);
      }
    } catch (IOException e) {
      throw new IllegalStateException("chunk must fit its form: stream=" + of, e);
    }
    return out.getCopyOfBuffer();
  }

  private static int expectedBytes(List<Envelope> envelopes) {
    int bytes = 0;
    for (Envelope envelope : envelopes) {
      bytes += ENVELOPE_BYTES;
      bytes += envelope instanceof SampleBlock block ? 2 * Long.BYTES * block.size() : 0;
    }
    return bytes;
  }

  /** Goes on with what was left of a chunk of this stream. */
  void resume(String of, byte[] rest) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(rest);
    while (in.available() > 0) {
      chunk(of).add(EnvelopeSerializer.INSTANCE.deserialize(in));
    }
  }
}
