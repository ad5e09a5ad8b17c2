package lumen.ctl.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A wall clock that can be set for one process and what it starts, by libfaketime. Their monotonic
 * clock is that of the machine, as it is where an administrator sets a clock.
 */
final class LeapingClock {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  private final Path library;
  private final Path setting;

  private LeapingClock(Path library, Path setting) {
    this.library = library;
    this.setting = setting;
  }

  /**
   * A clock that goes right yet; where libfaketime is missing the test is skipped, with CI=true it
   * fails instead.
   *
   * @param folder of the file that says how far it is set
   */
  static LeapingClock in(Path folder) throws IOException {
    Optional<Path> library = library();
    if (library.isEmpty()) {
      String rule =
          "libfaketime must be below %s, as Debian's package libfaketime lays it"
              .formatted(LIBRARIES);
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(rule);
      }
      Assumptions.abort(rule);
    }
    LeapingClock clock = new LeapingClock(library.orElseThrow(), folder.resolve("faketime"));
    clock.set(0);
    return clock;
  }

  private static Optional<Path> library() throws IOException {
    try (Stream<Path> folders = Files.list(LIBRARIES)) {
      return Stream.concat(Stream.of(LIBRARIES), folders.sorted())
          .map(folder -> folder.resolve(LIBRARY))
          .filter(Files::exists)
          .findFirst();
    }
  }

  /**
   * The program that starts another one by this clock, and its arguments. Waits are measured by the
   * monotonic clock and need no correction, with which a JVM would hardly wait at all.
   */
  List<String> starter() {
    return List.of(
        "env",
        "LD_PRELOAD=" + library,
        "FAKETIME_TIMESTAMP_FILE=" + setting,
        "FAKETIME_NO_CACHE=1",
        "FAKETIME_DONT_FAKE_MONOTONIC=1",
        "FAKETIME_FORCE_MONOTONIC_FIX=0");
  }

  /**
   * Sets it, from one moment to the next.
   *
   * @param seconds that it is ahead of the machine's
   */
  void set(int seconds) throws IOException {
    Path next = Files.writeString(setting.resolveSibling("faketime.next"), "+" + seconds + "\n");
    Files.move(next, setting, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
