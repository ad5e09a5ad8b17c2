package lumen.ctl.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import lumen.terminal.CommandFailure;

/** A program that watches; none of them is a part of Lumen. */
enum WatchProgram {
  PROMETHEUS("Prometheus", "prometheus", "prometheus"),
  ALERTMANAGER("Alertmanager", "prometheus-alertmanager", "prometheus-alertmanager, alertmanager");

  private final String shown;
  private final String debianPackage;
  private final String names;

  WatchProgram(String shown, String debianPackage, String names) {
    this.shown = shown;
    this.debianPackage = debianPackage;
    this.names = names;
  }

  String shown() {
    return shown;
  }

  /** Its file on the path. */
  Path file() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(names.split(", ", -1))
        .flatMap(name -> Arrays.stream(path.split(":", -1)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "%s must be installed (Debian: apt-get install %s): none of %s is on the PATH"
                        .formatted(shown, debianPackage, names)));
  }
}
