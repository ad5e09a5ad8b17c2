package lumen.fusion.settings;

import java.nio.file.Path;
import lumen.settings.ConfigReading;
import lumen.settings.ConfigValues.Setting;

/**
 * Files of secrets and authorities are opened by {@code lumenctl} and by each process of a cluster,
 * which were started in different folders.
 */
final class SecretPaths {
  static final String SENTENCE =
      "A file of secrets, properties or authorities (`*_file`) that is named by a relative path is a"
          + " warning: it counts from where each process was started.";

  private static final String FILE = "_file";

  private SecretPaths() {}

  static void check(ConfigReading reading) {
    for (ConfigFile file : new ConfigFile[] {ConfigFile.FUSION, ConfigFile.SENSORS}) {
      for (Setting setting : reading.of(file).all()) {
        if (setting.path().endsWith(FILE)
            && !setting.origin().standard()
            && !reading.findings(file).unusable(setting.path())
            && !Path.of(setting.text()).isAbsolute()) {
          reading
              .findings(file)
              .warning(
                  setting.origin().mark(),
                  setting.path(),
                  "counts from where each process was started, and a job of the cluster runs in"
                      + " another folder: write the whole path");
        }
      }
    }
  }
}
