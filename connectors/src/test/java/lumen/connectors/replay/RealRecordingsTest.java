package lumen.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lumen.event.Account;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real recordings, which are not part of the repository: in the folder LUMEN_RECORDINGS, by default
 * {@code ../shared/data} beside it. Without them these tests are skipped, but fail where CI is
 * true.
 */
class RealRecordingsTest {
  @ParameterizedTest
  @CsvSource({
    "ais_solent_a/events.ndjson.gz, 26619",
    "e4_msr_a/events.ndjson.gz, 405978",
    "iot_nab_a/events.ndjson.gz, 54039",
    "midi_groove_a/events.ndjson.gz, 42782",
    "muse_mindmonitor_a/events.ndjson.gz, 15467",
    "phone_watch_s01/events.ndjson.gz, 83741",
    "robot_husky_a/events.ndjson.gz, 52511",
    "xdf_clock_resets/events.ndjson.gz, 222695",
    "xdf_clock_resets/events_synced.ndjson.gz, 222695",
    "xdf_muse_p001/events.ndjson.gz, 17538",
    "xdf_muse_p032/events.ndjson.gz, 15213",
    "xdf_openbci_sub20/events.ndjson.gz, 428982",
  })
  void isReadToItsLastEvent(String name, long events) throws IOException {
    Path file = recording(name);
    ReplaySplit split = Playback.split(file);

    Playback played = Playback.of(split, Playback.OPTIONS, 1 << 20, false);

    assertThat(played.rejectCodes()).allMatch("ahead_of_stream"::equals);
    assertThat(played.total(Account.Counts::received)).isEqualTo(events);
    assertThat(played.total(Account.Counts::late)).isEqualTo(played.late().size());
    assertThat(Playback.of(split, Playback.OPTIONS, 777_777, true)).isEqualTo(played);
  }

  private static Path recording(String name) {
    String folder = System.getenv("LUMEN_RECORDINGS");
    String home = System.getenv("LUMEN_HOME");
    Path root = Path.of(home == null ? ".." : home);
    Path file = (folder == null ? root.resolve("../shared/data") : Path.of(folder)).resolve(name);
    boolean present = Files.isReadable(file);
    String absent = "recording " + name + " is absent, set LUMEN_RECORDINGS: " + file.normalize();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as(absent).isTrue();
    }
    assumeTrue(present, absent);
    return file;
  }
}
