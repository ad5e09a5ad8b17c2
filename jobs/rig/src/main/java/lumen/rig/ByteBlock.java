package lumen.rig;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes collected for one large write; grows to the longest line. */
final class ByteBlock {
  private byte[] bytes;
  private int size;

  ByteBlock(int capacity) {
    bytes = new byte[capacity];
  }

  void append(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  void append(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  /** Appends the decimal digits of a number, 0 or above. */
  void appendDigits(long number) {
    reserve(20);
    int end = size + 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      end++;
    }
    long rest = number;
    for (int i = end - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size = end;
  }

  private void reserve(int length) {
    if (length > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
    }
  }

  int size() {
    return size;
  }

  /** Writes all of it and begins anew. */
  void drainTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
    size = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }
}
