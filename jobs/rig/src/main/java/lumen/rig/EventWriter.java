package lumen.rig;

/** Writes events as lines, with as many digits as the rig means. */
final class EventWriter {
  private static final long MICROS = 1_000_000L;

  private EventWriter() {}

  /** A numeric event; times in seconds from the start, the value to four decimals. */
  static String number(String tenant, double atS, String source, String key, double value) {
    StringBuilder line = new StringBuilder(128);
    head(line, atS, source, key);
    decimal(line, (long) StrictMath.rint(value * 10_000), 10_000);
    return tail(line, tenant);
  }

  /** A text event. The text must need no escape in JSON. */
  static String text(String tenant, double atS, String source, String key, String value) {
    StringBuilder line = new StringBuilder(128);
    head(line, atS, source, key);
    line.append('"').append(value).append('"');
    return tail(line, tenant);
  }

  private static void head(StringBuilder line, double atS, String source, String key) {
    line.append("{\"ts\":");
    timestamp(line, atS);
    line.append(",\"source\":\"").append(source);
    line.append("\",\"key\":\"").append(key).append("\",\"value\":");
  }

  private static String tail(StringBuilder line, String tenant) {
    return line.append(",\"meta\":{\"tenant\":\"").append(tenant).append("\"}}").toString();
  }

  /** Epoch seconds with six decimals. */
  static void timestamp(StringBuilder line, double atS) {
    decimal(line, RigSettings.START_S * MICROS + (long) StrictMath.rint(atS * 1e6), MICROS);
  }

  private static void decimal(StringBuilder line, long scaled, long scale) {
    if (scaled < 0) {
      line.append('-');
    }
    long size = Math.abs(scaled);
    line.append(size / scale).append('.');
    long rest = size % scale;
    for (long digit = scale / 10; digit > rest && digit > 1; digit /= 10) {
      line.append('0');
    }
    line.append(rest);
  }
}
