package lumen.overlay.gate;

import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Public traces, which are not part of the repository: in the folder LUMEN_RECORDINGS, by default
 * {@code ../shared/data} beside it. Without them a test is skipped, on CI it fails.
 */
public final class PublicTraces {
  private PublicTraces() {}

  /** The rows of a compressed file, without its head. */
  public static List<String[]> rows(String name) {
    String folder = System.getenv("LUMEN_RECORDINGS");
    Path home = Path.of(System.getenv().getOrDefault("LUMEN_HOME", "../.."));
    Path data = folder == null ? home.resolve("../shared/data") : Path.of(folder);
    Path file = data.resolve("overlay").resolve(name);
    String absent = "trace " + name + " is absent, set LUMEN_RECORDINGS: " + file.normalize();
    if (!Files.exists(file) && "true".equals(System.getenv("CI"))) {
      fail(absent);
    }
    assumeThat(Files.exists(file)).as(absent).isTrue();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
