package lumen.watch.kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The jar of the job that a verdict is about.
 *
 * @param version as its manifest tells it, empty without one
 * @param sha256 of its bytes, in hex
 */
public record JudgedJar(String version, String sha256) {
  /**
   * That of a file.
   *
   * @throws IOException if it cannot be read, or is no jar
   */
  public static JudgedJar of(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException("must be the jar of the job: " + jar);
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      String version =
          Optional.ofNullable(file.getManifest())
              .map(Manifest::getMainAttributes)
              .map(of -> of.getValue("Implementation-Version"))
              .orElse("");
      return new JudgedJar(version, Sha256.of(Files.readAllBytes(jar)));
    }
  }
}
