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
  private static final StateForm FORM = new StateForm("samples", 2, 0);

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
        stream.length() + 16 * micros.length + 32,
        out -> {
          out.field(name -> name.writeUTF(stream));
          out.field(
              samples -> {
                samples.writeInt(micros.length);
                samples.write(micros, micros.length);
                samples.write(values, values.length);
              });
        });
  }

  static SampleChunk decode(long sequence, byte[] encoded) {
    return FORM.read(
        encoded,
        in -> samples(sequence, in.field().readUTF(), in.field()),
        in -> {
          in.readVersion(1, 1);
          return samples(sequence, new String(in.fieldBytes(), StandardCharsets.UTF_8), in);
        });
  }

  private static SampleChunk samples(long sequence, String stream, StateReader in) {
    int n = in.readInt();
    return new SampleChunk(sequence, stream, in.readLongs(n), in.readDoubles(n));
  }
}
