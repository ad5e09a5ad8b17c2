package lumen.fusion.evidence;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.state.StateForm;
import lumen.state.StateReader;

/**
 * What windows took in, as chunks that are only appended to: time of the last row (long), then
 * records. A record of fields (1, count, codes) says what the rows behind it hold; a row (2) is a
 * time (long) and a number of each field, NaN where it was not given.
 */
final class WindowHistory {
  private static final StateForm FORM = new StateForm("window-history", 2, 0);
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
    byte[] rows = bytes.toByteArray();
    byte[] chunk =
        FORM.write(
            rows.length + 16,
            out -> {
              out.field(head -> head.writeLong(last));
              out.field(rows);
            });
    bytes.reset();
    written = List.of();
    return chunk;
  }

  /** Is given what a chunk holds. */
  interface Rows {
    /** A number that is given. */
    void value(long micros, Field field, double value);
  }

  /** The last time in a chunk of any version, microseconds. */
  static long lastMicros(byte[] chunk) {
    return FORM.read(chunk, in -> in.field().readLong(), StateReader::readLong);
  }

  /** Reads a chunk. */
  static void read(byte[] chunk, Rows rows) {
    FORM.read(
        chunk,
        in -> {
          in.field();
          return read(in.field(), rows);
        },
        in -> {
          in.readLong();
          in.readVersion(1, 1);
          return read(in, rows);
        });
  }

  private static Rows read(StateReader in, Rows rows) {
    List<Optional<Field>> fields = List.of();
    while (in.hasMore()) {
      if (in.readByte() == FIELDS) {
        fields = fields(in);
      } else {
        row(in, fields, rows);
      }
    }
    return rows;
  }

  private static List<Optional<Field>> fields(StateReader in) {
    List<Optional<Field>> fields = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      fields.add(Field.coded(in.readByte()));
    }
    return fields;
  }

  private static void row(StateReader in, List<Optional<Field>> fields, Rows rows) {
    long micros = in.readLong();
    for (Optional<Field> field : fields) {
      double value = in.readDouble();
      if (field.isPresent() && Double.isFinite(value)) {
        rows.value(micros, field.get(), value);
      }
    }
  }
}
