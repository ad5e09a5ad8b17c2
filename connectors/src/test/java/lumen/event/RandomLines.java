package lumen.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Lines of a recording as recorders write them, and as nobody should. */
public final class RandomLines {
  private static final List<String> ODD_NUMBERS =
      List.of(
          "0",
          "-0",
          "-0.0",
          "0e0",
          "1e400",
          "-1e400",
          "1e-400",
          "4.9e-324",
          "2.4703282292062327e-324",
          "2.4703282292062328e-324",
          "2.2250738585072011e-308",
          "1.7976931348623157e308",
          "1.7976931348623159e308",
          "9007199254740993",
          "9007199254740992.5",
          "9007199254740991",
          "123456789012345678",
          "1234567890123456789",
          "18446744073709551617",
          "0.1",
          "1E+2",
          "1.00000000000000011102230246251565404236316680908203125",
          "1e00000000000000000001",
          "0.000000000000000001",
          "0.0000000000000000000000000001234",
          "1e99999999999999999999");
  private static final List<String> NO_NUMBERS =
      List.of(
          "01",
          "-01",
          "+1",
          ".5",
          "1.",
          "1.e5",
          "1e",
          "1e+",
          "-",
          "NaN",
          "Infinity",
          "-Infinity",
          "0x10",
          "1_000",
          "1f",
          "1d",
          "--1",
          "true",
          "null",
          "'1'",
          "nul",
          "");
  private static final List<String> ODD_ELEMENTS =
      List.of("null", "true", "[1]", "{\"a\":1}", "[NaN]", "\"x\"", "NaN", "Infinity", "-Infinity");
  private static final List<String> ODD_WORDS =
      List.of("nan", "INF", "-INF", "+INF", "+Infinity", "-NaN", "NaNs", "-", "Inf", "-I", "+");
  private static final List<String> NAMES =
      List.of(
          "\"imu\"",
          "\"gyro_x\"",
          "\"\"",
          "\"a b\"",
          "\"/muse/eeg\"",
          "\"\\u0041\"",
          "\"é\"",
          "\"\\n\"",
          "\"\\ud83d\\ude00\"",
          "\"\\ud83d\"",
          "\"😀\"",
          "\"tenant\"",
          "\"" + "n".repeat(512) + "\"",
          "\"" + "n".repeat(513) + "\"",
          "7",
          "null");

  private final Random random;

  public RandomLines(long seed) {
    random = new Random(seed);
  }

  /** A line that is mostly one event. */
  public String line() {
    List<String> fields = new ArrayList<>();
    fields.add(field("ts", ts()));
    fields.add(field("source", chance(3) ? pick(NAMES) : "\"imu\""));
    fields.add(field("key", chance(3) ? pick(NAMES) : "\"gyro_x\""));
    fields.add(field("value", value()));
    if (chance(2)) {
      fields.add(field("meta", meta()));
    }
    if (chance(20)) {
      fields.add(field("seq", value()));
    }
    if (chance(30)) {
      fields.add(pick(fields));
    }
    if (chance(30)) {
      fields.remove(random.nextInt(fields.size()));
    }
    if (chance(2)) {
      Collections.shuffle(fields, random);
    }
    return space() + "{" + space() + String.join(space() + "," + space(), fields) + space() + "}";
  }

  /** A line with a few bytes changed. */
  public byte[] damagedLine() {
    byte[] bytes = line().getBytes(StandardCharsets.UTF_8);
    for (int n = 1 + random.nextInt(3); n > 0 && bytes.length > 1; n--) {
      bytes = damaged(bytes);
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        bytes[i] = ' ';
      }
    }
    return bytes;
  }

  private byte[] damaged(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(4));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String head = text.substring(0, at);
    String tail = text.substring(at + length);
    String middle =
        switch (random.nextInt(5)) {
          case 0 -> "";
          case 1 -> text.substring(at, at + length).repeat(2);
          case 2 -> String.valueOf("{}[]:,\"\\ \t0e-.".charAt(random.nextInt(14)));
          case 3 -> String.valueOf((char) random.nextInt(256));
          default -> pick(NO_NUMBERS);
        };
    return (head + middle + tail).getBytes(StandardCharsets.ISO_8859_1);
  }

  private String ts() {
    if (chance(10)) {
      return pick(List.of("-1", "0", "1e11", "99999999999.9", "1431462180000", "1e400", "\"1\""));
    }
    if (chance(4)) {
      return "\"" + isoTime() + "\"";
    }
    double seconds = 1.4e9 + random.nextInt(200_000_000) + random.nextInt(1_000_000) / 1e6;
    return chance(4) ? number() : String.valueOf(seconds);
  }

  /** A time as ISO-8601 has it, now and then one that is none. */
  String isoTime() {
    if (chance(8)) {
      return IsoTexts.damaged(random);
    }
    return IsoTexts.good(random).text();
  }

  private String value() {
    return switch (random.nextInt(6)) {
      case 0 -> pick(NAMES);
      case 1 -> "[" + elements(false) + "]";
      case 2 -> "{" + elements(true) + "}";
      default -> number();
    };
  }

  private String elements(boolean named) {
    List<String> elements = new ArrayList<>();
    for (int n = random.nextInt(5); n > 0; n--) {
      String element = chance(6) ? pick(chance(9) ? ODD_WORDS : ODD_ELEMENTS) : number();
      elements.add(
          named ? field(String.valueOf((char) ('a' + random.nextInt(4))), element) : element);
    }
    return String.join(space() + "," + space(), elements);
  }

  private String meta() {
    return switch (random.nextInt(8)) {
      case 0 -> "{}";
      case 1 -> "{" + field("tenant", pick(NAMES)) + "}";
      case 2 -> "{" + field("tenant", "\"t1\"") + "," + field("tenant", "\"t2\"") + "}";
      case 3 -> "{" + field("i", number()) + "," + field("flags", "[true,null,{}]") + "}";
      case 4 -> pick(List.of("null", "7", "[]", "\"x\"", "NaN", "{\"a\":NaN}", "{\"a\":-INF}"));
      case 5 -> "{" + field("at", chance(2) ? number() : pick(ODD_ELEMENTS)) + "}";
      default -> "{" + field("i", number()) + "," + field("tenant", "\"t1\"") + "}";
    };
  }

  /** A number, now and then none. */
  String number() {
    return switch (random.nextInt(12)) {
      case 0 -> pick(ODD_NUMBERS);
      case 1 -> chance(3) ? pick(NO_NUMBERS) : pick(ODD_NUMBERS);
      case 2 -> String.valueOf(random.nextInt(2000) - 1000);
      case 3 -> String.valueOf(random.nextLong());
      case 4 -> decimal(1 + random.nextInt(25), 1 + random.nextInt(25));
      case 5 -> decimal(1, 1) + "e" + (random.nextInt(700) - 350);
      case 6 -> finite(Double.longBitsToDouble(random.nextLong()));
      case 7 -> finite(Float.intBitsToFloat(random.nextInt()));
      default -> String.valueOf(random.nextGaussian());
    };
  }

  private String decimal(int digits, int fraction) {
    StringBuilder text = new StringBuilder(chance(2) ? "-" : "");
    text.append(1 + random.nextInt(9));
    for (int i = 1; i < digits; i++) {
      text.append(random.nextInt(10));
    }
    text.append('.');
    for (int i = 0; i < fraction; i++) {
      text.append(random.nextInt(10));
    }
    return text.toString();
  }

  private static String finite(double value) {
    return Double.isFinite(value) ? String.valueOf(value) : "0";
  }

  private String field(String name, String value) {
    String quoted =
        chance(60)
            ? "\"\\u00" + Integer.toHexString(name.charAt(0)) + name.substring(1)
            : "\"" + name;
    return quoted + "\"" + space() + ":" + space() + value;
  }

  private String space() {
    return chance(8) ? pick(List.of(" ", "  ", "\t", "\r")) : "";
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }
}
