package lumen.fusion.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What windows took in, as chunks that are only appended to: time of the last row (long), version
 * (byte), then records. A record of fields (1, count, codes) says what the rows behind it hold; a
 * row (2) is a time (long) and a number of each field, NaN where it was not given.
 */
final class WindowHistory {
  private static final byte VERSION = 1;
  private static final byte FIELDS = 1;
  private static final byte ROW = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private List<Field> written = List.of();
  private long last;

  /** Takes what windows read of a frame. */
  void append(long micros, List<Field> fields, FrameFields values) {
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      if (!written.equals(fields)) {
        out.writeByte(FIELDS);
        out.writeByte(fields.size());
        for (Field field : fields) {
          out.writeByte(field.code());
        }
        written = fields;
      }
      out.writeByte(ROW);
      out.writeLong(micros);
      for (Field field : fields) {
        out.writeDouble(values.number(field));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes must take a row", e);
    }
    last = micros;
  }

  /** The rows since the last call, or null if there are none. */
  byte[] take() {
    if (bytes.size() == 0) {
      return null;
    }
    byte[] chunk =
        ByteBuffer.allocate(Long.BYTES + 1 + bytes.size())
            .putLong(last)
            .put(VERSION)
            .put(bytes.toByteArray())
            .array();
    bytes.reset();
    written = List.of();
    return chunk;
  }

  /** Is given what a chunk holds. */
  interface Rows {
    /** A number that is given. */
    void value(long micros, Field field, double value);
  }

  /** Reads a chunk. */
  static void read(byte[] chunk, Rows rows) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk))) {
      in.readLong();
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("format version must be " + VERSION + ": " + version);
      }
      List<Optional<Field>> fields = List.of();
      while (in.available() > 0) {
        if (in.readByte() == FIELDS) {
          fields = fields(in);
        } else {
          row(in, fields, rows);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("history of windows must be complete", e);
    }
  }

  private static List<Optional<Field>> fields(DataInputStream in) throws IOException {
    List<Optional<Field>> fields = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      fields.add(Field.coded(in.readByte()));
    }
    return fields;
  }

  private static void row(DataInputStream in, List<Optional<Field>> fields, Rows rows)
      throws IOException {
    long micros = in.readLong();
    for (Optional<Field> field : fields) {
      double value = in.readDouble();
      if (field.isPresent() && Double.isFinite(value)) {
        rows.value(micros, field.get(), value);
      }
    }
  }
}
