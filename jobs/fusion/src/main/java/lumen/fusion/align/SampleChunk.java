package lumen.fusion.align;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import lumen.event.ColumnCodec;
import lumen.event.SampleBlock;

/**
 * A block of raw samples as a channel keeps it: written to state once, dropped when neither the
 * window nor the frontier needs it any more.
 */
final class SampleChunk {
  private static final byte VERSION = 1;

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
    byte[] name = stream.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length + 16 * micros.length + 16);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(name.length);
      out.write(name);
      out.writeInt(micros.length);
      ColumnCodec.write(out, micros, micros.length);
      ColumnCodec.write(out, values, values.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static SampleChunk decode(long sequence, byte[] encoded) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("sample chunk must be of version " + VERSION + ", is " + version);
      }
      String stream = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
      int n = in.readInt();
      return new SampleChunk(
          sequence, stream, ColumnCodec.readLongs(in, n), ColumnCodec.readDoubles(in, n));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
