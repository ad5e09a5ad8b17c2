package lumen.release.signoff;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import lumen.release.pack.Sums;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What an archive says of itself.
 *
 * @param sha256 of the archive
 * @param texts {@code RELEASE}, {@code SHA256SUMS} and {@code lumen-sbom.json}, by name
 */
record PackedRelease(String sha256, Map<String, String> texts) {
  private static final String BILL = "lumen-sbom.json";
  private static final String RELEASE = "RELEASE";
  private static final String JOBS = "  jobs/jobs/target/lumen-jobs.jar";
  private static final int MOST = 16 << 20;

  /**
   * Reads one.
   *
   * @throws IOException if it is none
   */
  static PackedRelease read(Path archive) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().replaceFirst("^[^/]+/", "");
        if (name.equals(BILL) || name.equals(RELEASE) || name.equals(Sums.FILE)) {
          texts.put(name, new String(tar.readNBytes(MOST), StandardCharsets.UTF_8));
        }
      }
    }
    if (texts.size() < 3) {
      throw new IOException("must be an archive of `lumenctl release pack`: " + archive);
    }
    return new PackedRelease(Sums.sha256(archive), texts);
  }

  /** The sum of its jobs jar. */
  String jobsSha256() {
    return texts
        .get(Sums.FILE)
        .lines()
        .filter(line -> line.endsWith(JOBS))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .findFirst()
        .orElse("");
  }

  /** What a line of {@code RELEASE} says. */
  String said(String key) {
    return texts
        .get(RELEASE)
        .lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElse("");
  }
}
