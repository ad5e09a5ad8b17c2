package lumen.ctl.session;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import lumen.terminal.LumenHome;

/**
 * The real recordings, which are no part of the repository: one folder each, below the folder that
 * {@code LUMEN_RECORDINGS} names, or else {@code ../shared/data} beside the checkout.
 *
 * @param folder holds a folder for each recording
 */
record Recordings(Path folder) {
  private static final String VARIABLE = "LUMEN_RECORDINGS";

  /** Where they are looked for. */
  static Recordings expected() {
    return new Recordings(
        Optional.ofNullable(System.getenv(VARIABLE))
            .map(Path::of)
            .orElseGet(() -> LumenHome.locate().root().resolve("../shared/data"))
            .toAbsolutePath()
            .normalize());
  }

  boolean exist() {
    return Files.isDirectory(folder);
  }

  /** Where there are none, skips the calling test, or fails it under {@code CI}. */
  void require() {
    if (exist()) {
      return;
    }
    String message =
        "the real recordings must be there: %s is no folder; %s names another"
            .formatted(folder, VARIABLE);
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    abort(message);
  }

  Path events(String recording) {
    return folder.resolve(recording).resolve("events.ndjson.gz");
  }

  /** Number of lines of a file, compressed if its name ends in {@code .gz}. */
  static long lines(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        Reader text = new InputStreamReader(plain, StandardCharsets.ISO_8859_1);
        BufferedReader lines = new BufferedReader(text)) {
      return lines.lines().count();
    }
  }
}
