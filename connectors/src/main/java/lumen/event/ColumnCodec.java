package lumen.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Columns of numbers as bytes, big-endian, in one piece: the bulk of what the job moves. */
public final class ColumnCodec {
  private ColumnCodec() {}

  /** Writes {@code n} numbers, without their count. */
  public static void write(DataOutput out, long[] column, int n) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(n * Long.BYTES);
    bytes.asLongBuffer().put(column, 0, n);
    out.write(bytes.array());
  }

  /** Writes {@code n} numbers, without their count. */
  public static void write(DataOutput out, double[] column, int n) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(n * Double.BYTES);
    bytes.asDoubleBuffer().put(column, 0, n);
    out.write(bytes.array());
  }

  /** Reads {@code n} numbers. */
  public static long[] readLongs(DataInput in, int n) throws IOException {
    byte[] bytes = new byte[n * Long.BYTES];
    in.readFully(bytes);
    long[] column = new long[n];
    ByteBuffer.wrap(bytes).asLongBuffer().get(column);
    return column;
  }

  /** Reads {@code n} numbers. */
  public static double[] readDoubles(DataInput in, int n) throws IOException {
    byte[] bytes = new byte[n * Double.BYTES];
    in.readFully(bytes);
    double[] column = new double[n];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(column);
    return column;
  }
}
