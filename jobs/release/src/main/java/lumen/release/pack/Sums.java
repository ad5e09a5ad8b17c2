package lumen.release.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** Sums of SHA-256 (FIPS 180-4) as {@code sha256sum} writes and checks them. */
public final class Sums {
  /** The file of sums. */
  public static final String FILE = "SHA256SUMS";

  private Sums() {}

  /** Of bytes, in hex. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * Of a file, in hex.
   *
   * @throws IOException if it cannot be read
   */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A line for each file, for {@code sha256sum -c}. */
  public static String text(SortedMap<String, String> sumByPath) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> each : sumByPath.entrySet()) {
      text.append(each.getValue()).append("  ").append(each.getKey()).append('\n');
    }
    return text.toString();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
