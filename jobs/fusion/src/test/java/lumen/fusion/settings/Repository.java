package lumen.fusion.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout lies that the tests run in. */
final class Repository {
  private Repository() {}

  static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("jobs/fusion/pom.xml"))) {
        return folder;
      }
    }
    throw new IllegalStateException("tests must run inside the checkout: " + Path.of(""));
  }
}
