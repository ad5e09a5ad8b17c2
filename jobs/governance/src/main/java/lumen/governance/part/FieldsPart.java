package lumen.governance.part;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lumen.governance.record.Fields;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** How named values are kept, of the kinds that they may be of. */
public final class FieldsPart {
  private static final char NOTHING = '0';
  private static final char WHOLE = 'l';
  private static final char NUMBER = 'd';
  private static final char TEXT = 't';
  private static final char TRUTH = 'b';
  private static final char LIST = 'a';
  private static final char FIELDS = 'f';

  private FieldsPart() {}

  /** Writes fields, or null. */
  public static void write(Fields fields, StateWriter out) {
    value(fields, out);
  }

  /** Reads fields, or null. */
  public static Fields read(StateReader in) throws IOException {
    return (Fields) value(in);
  }

  private static void value(Object value, StateWriter out) {
    if (value == null) {
      out.writeByte(NOTHING);
    } else if (value instanceof Long whole) {
      out.writeByte(WHOLE);
      out.writeLong(whole);
    } else if (value instanceof Double number) {
      out.writeByte(NUMBER);
      out.writeDouble(number);
    } else if (value instanceof String text) {
      out.writeByte(TEXT);
      out.writeText(text);
    } else if (value instanceof Boolean truth) {
      out.writeByte(TRUTH);
      out.writeBoolean(truth);
    } else if (value instanceof List<?> list) {
      out.writeByte(LIST);
      out.writeInt(list.size());
      list.forEach(each -> value(each, out));
    } else if (value instanceof Fields fields) {
      out.writeByte(FIELDS);
      out.writeInt(fields.values().size());
      for (Map.Entry<String, Object> each : fields.values().entrySet()) {
        out.writeText(each.getKey());
        value(each.getValue(), out);
      }
    } else {
      throw new IllegalArgumentException(
          "a value must be of a kind that can be told: " + value.getClass().getName());
    }
  }

  private static Object value(StateReader in) throws IOException {
    char kind = (char) in.readByte();
    return switch (kind) {
      case NOTHING -> null;
      case WHOLE -> in.readLong();
      case NUMBER -> in.readDouble();
      case TEXT -> in.readText();
      case TRUTH -> in.readBoolean();
      case LIST -> {
        List<Object> list = new ArrayList<>();
        for (int n = in.readCount(1); n > 0; n--) {
          list.add(value(in));
        }
        yield list;
      }
      case FIELDS -> {
        Fields fields = new Fields();
        for (int n = in.readCount(5); n > 0; n--) {
          String name = in.readText();
          fields.put(name, value(in));
        }
        yield fields;
      }
      default -> throw new IOException("a value must be of a known kind: " + kind);
    };
  }
}
