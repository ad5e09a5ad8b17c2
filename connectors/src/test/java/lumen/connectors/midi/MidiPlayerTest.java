package lumen.connectors.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lumen.connectors.playout.Tick;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device is sent. Channel 10, note 38. */
class MidiPlayerTest {
  private static final MidiPlayerOptions OPTIONS = new MidiPlayerOptions("module", 10, 38, 20);
  private static final String OFF = "892640";
  private static final String ALL_OFF = "b97b00";

  @TempDir private Path folder;
  private DeviceRig rig;

  @BeforeEach
  void plugInNothing() {
    rig = new DeviceRig(folder);
  }

  @AfterEach
  void putAway() {
    rig.close();
  }

  @Test
  void noteEndsAfterItsLength() throws Exception {
    Path device = rig.plug("module.rec", new byte[0]);
    try (MidiPlayer player = ready()) {
      long before = System.nanoTime();
      player.play(tick(100, 0.2, false));
      DeviceRig.await(() -> sent(device).contains(OFF));
      assertThat((System.nanoTime() - before) / 1e9).isGreaterThanOrEqualTo(0.2);
      assertThat(sent(device)).containsExactly("992664", OFF);
      assertThat(player.played()).isEqualTo(1);
    }
    assertThat(sent(device)).containsExactly("992664", OFF, ALL_OFF);
  }

  @Test
  void nextNoteEndsTheOneBefore() throws Exception {
    Path device = rig.plug("module.rec", new byte[0]);
    try (MidiPlayer player = ready()) {
      player.play(tick(1, 1.2, false));
      DeviceRig.await(() -> sent(device).size() == 1);
      player.play(tick(127, 1.2, false));
      DeviceRig.await(() -> sent(device).size() == 3);
    }
    assertThat(sent(device)).containsExactly("992601", OFF, "99267f", OFF, ALL_OFF);
  }

  @Test
  void muteSilencesAndRestIsSilence() throws Exception {
    Path device = rig.plug("module.rec", new byte[0]);
    try (MidiPlayer player = ready()) {
      player.play(tick(64, 1.2, false));
      DeviceRig.await(() -> sent(device).size() == 1);
      player.play(tick(64, 1.2, true));
      DeviceRig.await(() -> sent(device).size() == 3);
      player.play(tick(64, 1.2, false));
      DeviceRig.await(() -> sent(device).size() == 4);
      player.play(tick(0, 1.2, false));
      DeviceRig.await(() -> sent(device).size() == 5);
      assertThat(player.missed()).isZero();
    }
    assertThat(sent(device)).containsExactly("992640", OFF, ALL_OFF, "992640", OFF, ALL_OFF);
  }

  @Test
  void deviceMayBeAbsentUnpluggedAndBack() throws Exception {
    try (MidiPlayer player = new MidiPlayer("test", OPTIONS)) {
      player.play(tick(64, 0.1, false));
      DeviceRig.await(() -> player.missed() == 1);
      DeviceRig.await(() -> player.status().startsWith("waiting for MIDI device \"module\""));
      for (int times = 0; times < 2; times++) {
        Path device = rig.plug("module.rec", new byte[0]);
        DeviceRig.await(() -> player.status().equals("playing on module"));
        player.play(tick(64, 0.1, false));
        DeviceRig.await(() -> sent(device).contains(OFF));
        Files.delete(device);
        DeviceRig.await(() -> player.status().startsWith("waiting for"));
      }
      player.play(tick(64, 0.1, false));
      DeviceRig.await(() -> player.missed() == 2);
    }
  }

  @Test
  void closedPlayerPlaysNothingAndThrowsNothing() throws Exception {
    Path device = rig.plug("module.rec", new byte[0]);
    MidiPlayer player = ready();
    player.close();
    player.close();
    player.play(tick(64, 0.1, false));

    assertThat(sent(device)).containsExactly(ALL_OFF);
    assertThat(player.missed()).isEqualTo(1);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("midi-out"));
  }

  @Test
  void floodOfTicksIsOneVoice() throws Exception {
    Path device = rig.plug("module.rec", new byte[0]);
    try (MidiPlayer player = ready()) {
      for (int i = 0; i < 10_000; i++) {
        player.play(tick(1 + i % 127, 1.2, false));
      }
      DeviceRig.await(() -> player.played() + player.missed() == 10_000);
    }
    boolean sounds = false;
    for (String message : sent(device)) {
      assertThat(message.startsWith("9926")).isEqualTo(!sounds && !message.equals(ALL_OFF));
      sounds = message.startsWith("9926");
    }
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> new MidiPlayerOptions("module", 0, 38, 1_000))
        .hasMessage("channel must be in 1..16, is 0");
    assertThatThrownBy(() -> new MidiPlayerOptions("module", 1, 128, 1_000))
        .hasMessage("note must be in 0..127, is 128");
    assertThatThrownBy(() -> MidiPlayerOptions.of(" "))
        .hasMessage("device must name a MIDI device, is empty");
    assertThatThrownBy(() -> new MidiOptions("keys", 0, 1_000))
        .hasMessage("queue_messages must be in 1..1048576, is 0");
    assertThatThrownBy(() -> new MidiOptions("keys", 1, 9))
        .hasMessage("rescan interval must be in 10..60000 ms, is 9");
  }

  private static MidiPlayer ready() throws InterruptedException {
    MidiPlayer player = new MidiPlayer("test", OPTIONS);
    DeviceRig.await(() -> player.status().equals("playing on module"));
    return player;
  }

  private static Tick tick(int velocity, double noteLenS, boolean muted) {
    return new Tick("a", 0, velocity, noteLenS, muted);
  }

  static List<String> sent(Path device) {
    try {
      return Files.readAllLines(device);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
