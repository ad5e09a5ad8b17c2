package lumen.terminal.files;

import picocli.CommandLine.Option;

/** Whether a command may replace what is not known to be its own, as a picocli mixin. */
public final class OverwriteOption {
  @Option(
      names = "--overwrite",
      description = {
        "Replace files that are there and not known to be of an earlier run, and remove a capture."
            + " What the command reads is never replaced."
      })
  private boolean overwrite;

  /** Whether it may. */
  public boolean given() {
    return overwrite;
  }
}
