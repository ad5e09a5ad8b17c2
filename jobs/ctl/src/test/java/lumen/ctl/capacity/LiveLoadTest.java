package lumen.ctl.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import lumen.connectors.midi.MidiEncoder;
import lumen.ctl.play.PlayedEvent;
import lumen.fusion.settings.LumenSettings;
import lumen.fusion.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLoadTest {
  private static LiveLoad load(double rate, LoadWay... ways) {
    return new LiveLoad(rate, 2, 1, EnumSet.copyOf(Set.of(ways)), "127.0.0.1:1", "loopback", 20, 0);
  }

  @ParameterizedTest
  @EnumSource(LoadWay.class)
  void everyWayHasItsPartOfTheRateInChannelsOfHundredHertz(LoadWay way) throws Exception {
    LiveLoad load = load(3_000, LoadWay.values());
    LoadEvents events = new LoadEvents(way, load, false);
    Set<String> keys = new TreeSet<>();
    PlayedEvent first = events.next();
    PlayedEvent last = first;
    keys.add(first.key());
    for (int i = 1; i <= 1_000; i++) {
      last = events.next();
      keys.add(last.key());
    }
    assertThat(last.micros() - first.micros()).isEqualTo(1_000_000);
    assertThat(keys).hasSize(10);
  }

  @Test
  void everyControllerHasAMessageOfItsOwn() throws Exception {
    LoadEvents events = new LoadEvents(LoadWay.MIDI, load(41_600, LoadWay.MIDI), false);
    Set<String> keys = new TreeSet<>();
    for (int i = 0; i < LoadEvents.MIDI_CHANNELS; i++) {
      PlayedEvent event = events.next();
      assertThat(MidiEncoder.of(event.key(), event.value().doubleValue())).isPresent();
      keys.add(event.key());
    }
    assertThat(keys).hasSize(LoadEvents.MIDI_CHANNELS);
  }

  @Test
  void theReferenceTicksFiveTimesASecond() throws Exception {
    var ticks = LoadEvents.reference();
    PlayedEvent first = ticks.next();
    PlayedEvent second = ticks.next();
    assertThat(second.micros() - first.micros()).isEqualTo(200_000);
    assertThat(second.key()).isEqualTo("/ure/tick");
  }

  @Test
  void whatTheJobIsToldCanBeRead(@TempDir Path folder) throws Exception {
    LoadRoom room = LoadRoom.write(folder.resolve("config"), load(5_000, LoadWay.values()), 9);
    LumenSettings settings = SettingsLoader.load(room.config());
    assertThat(settings.sensors().streams()).hasSize(4);
    assertThat(Files.readString(room.config().resolve("fusion.yaml")))
        .contains("lumen.capacity.frames");
  }

  @Test
  void aLoadBecomesPacketsAtItsRate(@TempDir Path folder) throws Exception {
    LiveLoad load = load(1_000, LoadWay.OSC);
    LoadRoom written = LoadRoom.write(folder, load, 9);
    try (DatagramSocket rig = socket();
        DatagramSocket reference = socket()) {
      LoadRoom room = new LoadRoom(written.config(), rig.getLocalPort(), reference.getLocalPort());
      LoadSent sent;
      try (LoadFeed feed = LoadFeed.begin(load, room)) {
        for (int i = 0; i < 100; i++) {
          rig.receive(new DatagramPacket(new byte[512], 512));
        }
        reference.receive(new DatagramPacket(new byte[512], 512));
        sent = feed.end();
      }
      assertThat(sent.events()).isGreaterThan(100);
      assertThat(sent.lateSeconds()).isNotNegative();
    }
  }

  private static DatagramSocket socket() throws Exception {
    DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.setSoTimeout(60_000);
    return socket;
  }

  @Test
  void aFramesTimeIsItsStep() {
    assertThat(FrameWatch.stepSeconds("{\"ts\":1764470400.04,\"tenant\":\"default\"}"))
        .isCloseTo(1764470400.04, within(1e-6));
    assertThat(FrameWatch.stepSeconds("{\"ts\":7}")).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "osc,", "osc,osc", "usb", "OSC"})
  void aMixIsSomeOfTheWaysEachOnce(String mix) {
    assertThatThrownBy(() -> LoadWay.mix(mix))
        .hasMessage("--mix must be some of osc, midi and kafka, each once: " + mix);
  }

  @Test
  void aMixMayComeInAnyOrder() {
    assertThat(LoadWay.words(LoadWay.mix("kafka, osc"))).isEqualTo("osc,kafka");
  }

  @Test
  void whatCannotBePlayedIsRefused() {
    assertThatThrownBy(() -> load(99, LoadWay.OSC)).hasMessageStartingWith("--rate must be in");
    assertThatThrownBy(() -> load(Double.NaN, LoadWay.OSC))
        .hasMessageStartingWith("--rate must be in");
    assertThatThrownBy(() -> load(41_800, LoadWay.MIDI))
        .hasMessageStartingWith("--rate is more than MIDI has controllers for");
  }
}
