package lumen.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which config folder a command is about, as a picocli mixin. */
public final class ConfigFolderOption {
  private static final Path USUAL = Path.of("configs");

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Config folder [configs here, else those of the checkout].")
  private Path config;

  /** The folder as the user would name it. */
  public Path folder() {
    if (config != null) {
      return config;
    }
    return Files.isDirectory(USUAL) ? USUAL : LumenHome.locate().root().resolve(USUAL);
  }
}
