package lumen.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes that an earlier version wrote, kept as hexadecimal text in the test resources. */
public final class GoldenBytes {
  private static final int BYTES_PER_LINE = 40;

  private GoldenBytes() {}

  /**
   * The bytes kept under this name; fails with those written today if there are none.
   *
   * @param today what the same value is written as today
   */
  public static byte[] of(String name, byte[] today) throws IOException {
    try (InputStream in = GoldenBytes.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as("golden/%s is absent, today it is\n%s", name, lines(today)).isNotNull();
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
  }

  private static String lines(byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes);
    return hex.replaceAll("(.{" + 2 * BYTES_PER_LINE + "})", "$1\n");
  }
}
