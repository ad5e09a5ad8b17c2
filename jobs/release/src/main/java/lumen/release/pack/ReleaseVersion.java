package lumen.release.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a release is of.
 *
 * @param version of the build
 * @param flink version of Flink
 * @param time that all its files have, that of {@code project.build.outputTimestamp}
 * @param commit of the checkout
 */
public record ReleaseVersion(String version, String flink, Instant time, String commit) {
  /** What tells an unpacked release from a checkout. */
  static final String FILE = "RELEASE";

  /**
   * As the parent {@code pom.xml} of a checkout says.
   *
   * @throws IOException if it cannot be read, or does not say it
   */
  static ReleaseVersion of(Path checkout, String commit) throws IOException {
    String pom = Files.readString(checkout.resolve("pom.xml"));
    return new ReleaseVersion(
        found(pom, "<artifactId>lumen-parent</artifactId>\\s*<version>(.*?)</version>"),
        found(pom, "<flink.version>(.*?)</flink.version>"),
        Instant.parse(
            found(pom, "<project.build.outputTimestamp>(.*?)</project.build.outputTimestamp>")),
        commit);
  }

  private static String found(String pom, String pattern) throws IOException {
    Matcher found = Pattern.compile(pattern).matcher(pom);
    if (!found.find()) {
      throw new IOException("pom.xml must hold " + pattern);
    }
    return found.group(1);
  }

  /** The folder that a release unpacks into. */
  String folder() {
    return "lumen-" + version;
  }

  /** The text of {@code RELEASE}. */
  String text() {
    return "version=%s\ncommit=%s\nflink=%s\n".formatted(version, commit, flink);
  }
}
