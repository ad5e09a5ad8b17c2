package lumen.fusion.align;

import java.nio.charset.StandardCharsets;
import lumen.event.SampleBlock;
import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * A block of raw samples as a channel keeps it: written to state once, dropped when neither the
 * window nor the frontier needs it any more.
 */
final class SampleChunk {
  private static final StateForm FORM = new StateForm("samples", 3, 0);

  /** Times and values at eight bytes each. */
  private static final StateForm UNPACKED = new StateForm("samples", 2, 0);

  /** What a sample takes as a rule: a byte or two of its time, the rest of its value. */
  private static final int BYTES_PER_SAMPLE = 6;

  final long sequence;
  final String stream;
  final long[] micros;
  final double[] values;
  final long earliest;
  final long latest;
  final boolean ascending;

  SampleChunk(long sequence, String stream, long[] micros, double[] values) {
    this.sequence = sequence;
    this.stream = stream;
    this.micros = micros;
    this.values = values;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    boolean sorted = true;
    for (long t : micros) {
      sorted &= t >= max;
      min = Math.min(min, t);
      max = Math.max(max, t);
    }
    earliest = min;
    latest = max;
    ascending = sorted;
  }

  static SampleChunk of(long sequence, SampleBlock block) {
    return new SampleChunk(sequence, block.stream(), block.micros(), block.values());
  }

  int size() {
    return micros.length;
  }

  byte[] encode() {
    return FORM.write(
        stream.length() + BYTES_PER_SAMPLE * micros.length + 64,
        out -> {
          out.field(name -> name.writeUTF(stream));
          out.field(
              samples -> {
                samples.writeInt(micros.length);
                PackedTimes.write(micros, samples);
                PackedValues.write(values, samples);
              });
        });
  }

  static SampleChunk decode(long sequence, byte[] encoded) {
    if (UNPACKED.isOf(encoded)) {
      return UNPACKED.read(
          encoded, in -> unpacked(sequence, in.field().readUTF(), in.field()), in -> null);
    }
    return FORM.read(
        encoded,
        in -> packed(sequence, in.field().readUTF(), in.field()),
        in -> {
          in.readVersion(1, 1);
          return unpacked(sequence, new String(in.fieldBytes(), StandardCharsets.UTF_8), in);
        });
  }

  private static SampleChunk packed(long sequence, String stream, StateReader in) {
    int n = in.readCount(2);
    return new SampleChunk(sequence, stream, PackedTimes.read(n, in), PackedValues.read(n, in));
  }

  private static SampleChunk unpacked(long sequence, String stream, StateReader in) {
    int n = in.readInt();
    return new SampleChunk(sequence, stream, in.readLongs(n), in.readDoubles(n));
  }
}
