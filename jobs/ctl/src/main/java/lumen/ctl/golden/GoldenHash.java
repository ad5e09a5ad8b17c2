package lumen.ctl.golden;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** SHA-256 in hexadecimal digits. */
final class GoldenHash {
  private GoldenHash() {}

  static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK must have SHA-256", e);
    }
  }

  /** Of all expected files together: of a line {@code name=hash} for each, by name. */
  static String of(SortedMap<String, String> expect) {
    StringBuilder lines = new StringBuilder();
    expect.forEach((name, hash) -> lines.append(name).append('=').append(hash).append('\n'));
    return of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
