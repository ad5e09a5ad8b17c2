package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lumen.event.SourceForm;
import lumen.event.StreamForm;
import lumen.event.TimeForm;
import lumen.settings.ConfigLint;
import lumen.settings.ConfigValues;
import lumen.settings.LoadedConfig;
import lumen.settings.SettingsException;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.channel.ChannelTraits;
import lumen.signal.clip.ClipSettings;
import lumen.signal.cycle.AngleUnit;
import lumen.signal.fusion.Fallback;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.fusion.Weighting;
import lumen.signal.grid.TargetGrid;
import lumen.signal.kalman.Adaptation;
import lumen.signal.lag.LagSettings;
import lumen.signal.packet.PacketSettings;
import lumen.signal.packet.PacketStamp;
import lumen.signal.regularise.Interpolation;
import lumen.signal.regularise.OnsetIntervals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LumenSettingsTest {
  private static LumenSettings of(String fusion, String sensors) {
    LoadedConfig<LumenSettings> config =
        SettingsLoader.readTexts(
            "", Map.of(ConfigFile.FUSION, fusion, ConfigFile.SENSORS, sensors));
    return config.settings().orElseThrow(() -> new SettingsException(config.findings()));
  }

  @Test
  void configurationOfTheReferenceRecordingIsRead() throws URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(LumenSettingsTest.class.getResource("small.config")).toURI());
    assertThat(ConfigLint.lint(FusionCatalogue.CATALOGUE, folder).findings()).isEmpty();
    LumenSettings settings = SettingsLoader.load(folder);
    assertThat(settings.fusion().align().kalman().qMin()).isEqualTo(1e-5);
    assertThat(settings.fusion().window().rebalanceWindowS()).isEqualTo(60);
    assertThat(settings.source("ure").role()).isEqualTo(SourceSettings.Role.URE);
    assertThat(settings.source("s0").role()).isEqualTo(SourceSettings.Role.SENSOR);
    assertThat(settings.fusionSettings().windowSteps()).isEqualTo(300);
  }

  @Test
  void defaultsReachTheFusionAsDocumented() {
    FusionSettings fusion = LumenSettings.defaults().fusionSettings();
    assertThat(fusion.grid()).isEqualTo(new TargetGrid(5, 1));
    assertThat(fusion.lag()).isEqualTo(new LagSettings(LagSettings.Method.XCORR, 2, 0.5));
    assertThat(fusion.kalman().adapt()).isEqualTo(Adaptation.RESIDUAL);
    assertThat(fusion.kalman().rMax()).isEqualTo(2e-2);
    assertThat(fusion.weighting()).isEqualTo(Weighting.ENVELOPE);
    assertThat(fusion.fallback()).isEqualTo(Fallback.URE_ONLY);
    assertThat(fusion.windowSteps()).isEqualTo(450);
    assertThat(fusion.horizonMicros()).isEqualTo(11_200_000);
  }

  @Test
  void everyWordOfTheFilesHasItsMeaningInTheMathematics() {
    for (String word : new String[] {"residual", "innovation", "fixed"}) {
      assertThat(of("align: {adapt: " + word + "}", "").fusionSettings().kalman().adapt().name())
          .isEqualToIgnoringCase(word);
    }
    for (String word : new String[] {"ure_only", "sensors_only", "degrade"}) {
      assertThat(of("failover: {fallback: " + word + "}", "").fusionSettings().fallback().name())
          .isEqualToIgnoringCase(word);
    }
    for (String word : new String[] {"quantile", "hampel", "none"}) {
      assertThat(of("clip: {method: " + word + "}", "").channelSettings("a").clip().method().name())
          .isEqualToIgnoringCase(word);
    }
    assertThat(of("lag: {method: none}", "").fusionSettings().lag().method())
        .isEqualTo(LagSettings.Method.NONE);
    assertThat(of("window: {weighting: none}", "").fusionSettings().weighting())
        .isEqualTo(Weighting.NONE);
    for (String word : new String[] {"linear", "previous", "onset"}) {
      String sensors = "sources: {a: {interpolation: " + word + "}}";
      assertThat(of("", sensors).channelSettings("a").interpolation().name())
          .isEqualToIgnoringCase(word);
    }
  }

  @Test
  void clipOfASourceInheritsWhatItLeavesOut() {
    LumenSettings settings =
        of(
            "clip: {window_s: 12, p_low: 0.2}",
            "sources: {belt: {clip: {method: hampel, p_low: 0.1}, rate_hz: 100}}");
    ChannelSettings belt = settings.channelSettings("belt");
    assertThat(belt.clip())
        .isEqualTo(new ClipSettings(ClipSettings.Method.HAMPEL, 0.1, 0.99, 12, 20));
    assertThat(belt.rateHz()).isEqualTo(100);
    assertThat(settings.channelSettings("other").clip().windowS()).isEqualTo(12);
    assertThat(settings.channelSettings("other").rateHz()).isNaN();
  }

  @Test
  void interpolationOfTheInputHoldsUnlessConfigured() {
    LumenSettings settings = of("", "sources: {a: {interpolation: linear}, b: {}}");
    assertThat(settings.channelSettings("a", Interpolation.PREVIOUS).interpolation())
        .isEqualTo(Interpolation.LINEAR);
    assertThat(settings.channelSettings("b", Interpolation.PREVIOUS).interpolation())
        .isEqualTo(Interpolation.PREVIOUS);
    assertThat(settings.channelSettings("c").interpolation()).isEqualTo(Interpolation.LINEAR);
  }

  @Test
  void unknownSourcesAreTakenUnlessRejected() {
    LumenSettings open = of("", "sources: {a: {weight: 2}}");
    assertThat(open.accepts("b")).isTrue();
    assertThat(open.sensors().sources().entries()).containsOnlyKeys("a");
    assertThat(open.source("b").weight()).isEqualTo(1);
    LumenSettings closed = of("", "sources: {a: }\nunknown_sources: reject");
    assertThat(closed.accepts("a")).isTrue();
    assertThat(closed.accepts("b")).isFalse();
  }

  @Test
  void firstEntryThatMatchesHolds() {
    LumenSettings settings =
        of(
            "",
            """
            sources:
              d2_sub1: {weight: 5}
              "d*_sub*": {weight: 2, rate_hz: 50}
              "*": {weight: 3}
            unknown_sources: reject
            """);
    assertThat(settings.source("d1_sub2").weight()).isEqualTo(2);
    assertThat(settings.source("d1_sub2").name()).isEqualTo("d1_sub2");
    assertThat(settings.channelSettings("d1_sub2").rateHz()).isEqualTo(50);
    assertThat(settings.source("d2_sub1").weight()).isEqualTo(5);
    assertThat(settings.source("e1_sub1").weight()).isEqualTo(3);
    assertThat(settings.accepts("e1_sub1")).isTrue();
    assertThat(of("", "sources: {'d*': {}}\nunknown_sources: reject").accepts("e1")).isFalse();
  }

  @Test
  void keysOfHowLinesAreReadReachTheReader() {
    LumenSettings settings =
        of(
            "",
            """
            streams:
              - {name: walk, type: file, path: w, source: phone, key: hr, tenant: pilot,
                 time: {format: epoch_ms, zone: Europe/Berlin}}
            sources:
              a: {invalid: [-1, 9999, "<0"], text: number, tenant: lab}
              b: {tenant_from: [meta.dyad, meta.cond.x]}
            unknown_sources: reject
            """);
    SourceSettings a = settings.source("a");
    assertThat(a.invalid()).containsExactly("-1", "9999", "<0");
    assertThat(a.invalidValues().has(-0.5)).isTrue();
    assertThat(a.form()).isEqualTo(new SourceForm(true, "lab", List.of()));
    assertThat(settings.source("b").form())
        .isEqualTo(new SourceForm(false, "", List.of("dyad", "cond.x")));
    assertThat(settings.sensors().streams().get(0).form())
        .isEqualTo(
            new StreamForm(
                "phone", "hr", "pilot", new TimeForm(TimeForm.Format.EPOCH_MS, "Europe/Berlin")));
    assertThat(settings.accepts("phone")).isTrue();
    assertThat(settings.source("phone").interpolation()).isEmpty();
    assertThat(settings.shaping())
        .contains(
            "sources.a.invalid=[-1, 9999, <0]",
            "sources.a.text=number",
            "sources.a.tenant=lab",
            "sources.b.tenant_from=[meta.dyad, meta.cond.x]",
            "streams.walk.time=epoch_ms Europe/Berlin");
    assertThat(of("", "streams: [{name: walk, type: file, path: w}]").shaping())
        .isEqualTo(LumenSettings.defaults().shaping());
  }

  @Test
  void sourceOfALiveStreamHasWhatItsPatternSays() {
    LumenSettings settings =
        of(
            "",
            """
            streams:
              - {name: kit, type: midi, device: d}
              - {name: rig, type: osc, addr: "127.0.0.1:9000"}
            sources: {"k*": {weight: 2}, "*": {interpolation: linear}}
            """);
    assertThat(settings.source("kit").weight()).isEqualTo(2);
    assertThat(settings.source("kit").interpolation()).isEqualTo("previous");
    assertThat(settings.source("rig").interpolation()).isEqualTo("linear");
    assertThat(settings.source("kazoo").interpolation()).isEmpty();
  }

  @Test
  void orderOfPatternsShapesStateWhereItDecides() {
    String ab = "sources: {'a*': {weight: 2}, '*b': {weight: 3}}";
    String ba = "sources: {'*b': {weight: 3}, 'a*': {weight: 2}}";
    assertThat(of("", ab).shaping()).isNotEqualTo(of("", ba).shaping());
    assertThat(of("", ab).shaping())
        .contains("sources.\"*b\".weight=3", "sources.*.order=[a*, *b]");
    String own = "sources: {a1: {}, 'a*': {weight: 2}}";
    assertThat(of("", own).shaping())
        .isNotEqualTo(of("", "sources: {'a*': {weight: 2}}").shaping());
    assertThat(of("", own).shaping())
        .isNotEqualTo(of("", "sources: {'a*': {weight: 2}, a1: {}}").shaping());
    assertThat(of("", "sources: {x: {weight: 2}, y: {}}").shaping())
        .isEqualTo(of("", "sources: {y: {}, x: {weight: 2}}").shaping());
  }

  @Test
  void keysOfASourceSelectItsChannels() {
    SourceSettings belt = of("", "sources: {belt: {keys: ['acc[*]', 'gyr.{x,y}']}}").source("belt");
    assertThat(belt.keyFilter().selects("acc[2]")).isTrue();
    assertThat(belt.keyFilter().selects("gyr.y")).isTrue();
    assertThat(belt.keyFilter().selects("gyr.z")).isFalse();
    assertThat(LumenSettings.defaults().source("x").keyFilter().selects("any")).isTrue();
  }

  @Test
  void timesAreMicroseconds() {
    assertThat(of("time: {replay_out_of_orderness_ms: 0.0025}", "").time())
        .isEqualTo(new TimeSettings(2, 100_000, 10_000_000, 3_600_000_000L, 86_400_000_000L));
  }

  @Test
  void defaultsKeepTheirShape() {
    assertThat(LumenSettings.defaults().shaping())
        .contains("clip.window_s=30", "window.rebalance_window_s=90", "unknown_sources=accept")
        .isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "clip: {p_low: 0.02}~clip.p_low=0.02",
        "resample: {target_hz: 8}~resample.target_hz=8",
        "align: {kalman: {q_min: 2e-5}}~align.kalman.q_min=2e-5",
        "weights: {ure: 0.65, sensors: 0.35}~weights.ure=0.65",
        "limits: {max_channels: 7}~limits.max_channels=7",
      })
  void settingThatShapesStateChangesItsLine(String fusion, String line) {
    assertThat(LumenSettings.defaults().shaping()).doesNotContain(line);
    assertThat(of(fusion, "").shaping()).contains(line).isSorted();
  }

  @Test
  void settingThatShapesNoStateChangesNoLine() {
    assertThat(
            of(
                    "fusion: {tick_ms: 200}\nexporter: {http_port: 9999}",
                    "streams: [{name: a, type: kafka, bootstrap: \"h:1\", topic: t}]\n"
                        + "sources: {b: {weight: 1.0}}")
                .shaping())
        .isEqualTo(LumenSettings.defaults().shaping());
  }

  @Test
  void largestLagShapesNothingWhereNoneIsSought() {
    assertThat(of("lag: {method: none, max_lag_s: 1}", "").shaping())
        .contains("lag.max_lag_s=unused")
        .isEqualTo(of("lag: {method: none, max_lag_s: 80000}", "").shaping());
    assertThat(of("lag: {max_lag_s: 1}", "").shaping()).contains("lag.max_lag_s=1");
  }

  @Test
  void sourceOfALiveStreamIsKnownByItsKind() {
    LumenSettings settings =
        of(
            "",
            """
            streams:
              - {name: kit, type: midi, device: d}
              - {name: rig, type: osc, addr: "127.0.0.1:9000", source: stage}
              - {name: lid, type: osc, addr: "127.0.0.1:9001"}
              - {name: engine, type: ure, metrics_url: "http://h/m"}
            sources: {lid: {interpolation: linear}, kit: {weight: 2}}
            unknown_sources: reject
            """);
    assertThat(settings.source("kit").interpolation()).isEqualTo("previous");
    assertThat(settings.source("kit").weight()).isEqualTo(2);
    assertThat(settings.source("stage").interpolation()).isEqualTo("previous");
    assertThat(settings.source("lid").interpolation()).isEqualTo("linear");
    assertThat(settings.source("engine").role()).isEqualTo(SourceSettings.Role.URE);
    assertThat(settings.accepts("stage")).isTrue();
    assertThat(settings.accepts("rig")).isFalse();
    assertThat(settings.sensors().sources().entries())
        .containsOnlyKeys("engine", "kit", "lid", "stage");
    assertThat(settings.shaping()).contains("sources.stage.interpolation=previous");
  }

  @Test
  void engineIsPulledWhereBridgeYamlSaysUnlessItsStreamSays() {
    String streams =
        """
        streams:
          - {name: near, type: ure}
          - {name: far, type: ure, metrics_url: "https://far/m", pull_interval_s: 9}
          - {name: often, type: ure, pull_interval_s: 0.5}
        """;
    assertThat(pulls("ure: {metrics_url: \"http://engine:9305/m\", pull_interval_s: 4}", streams))
        .containsExactly(
            "near http://engine:9305/m 4.0",
            "far https://far/m 9.0",
            "often http://engine:9305/m 0.5");
    assertThat(pulls("", streams))
        .containsExactly(
            "near http://localhost:9305/metrics_ure 2.0",
            "far https://far/m 9.0",
            "often http://localhost:9305/metrics_ure 0.5");
  }

  private static List<String> pulls(String bridge, String sensors) {
    return SettingsLoader.readTexts(
            "", Map.of(ConfigFile.BRIDGE, bridge, ConfigFile.SENSORS, sensors))
        .orThrow()
        .sensors()
        .streams()
        .stream()
        .map(StreamSettings.Ure.class::cast)
        .map(ure -> ure.name() + ' ' + ure.metricsUrl() + ' ' + ure.pullIntervalS())
        .toList();
  }

  @Test
  void sourceIsListedWithWhatIsNotAsUsual() {
    LumenSettings settings =
        of("clip: {method: none}", "sources: {b: {weight: 2, clip: {method: none}, keys: [y, x]}}");
    assertThat(settings.shaping())
        .filteredOn(line -> line.startsWith("sources."))
        .containsExactly("sources.b.keys=[x, y]", "sources.b.weight=2");
  }

  @Test
  void keysOfASignalReachTheirChannels() {
    LumenSettings settings =
        of(
            "resample: {max_gap_s: 3}",
            """
            sources:
              north: {angle: radians, min_distinct: 3}
              beats: {interpolation: onset, onset: {min_s: 0.3, max_s: 1.5, missed: 1.6}}
              muse: {samples: packet, stamp: first, rate_hz: 256}
              engine: {role: ure, samples: packet}
            """);
    assertThat(settings.channelSettings("north").traits())
        .isEqualTo(new ChannelTraits(AngleUnit.RADIANS, OnsetIntervals.ALL, 3));
    assertThat(settings.channelSettings("beats").traits().onset())
        .isEqualTo(new OnsetIntervals(300_000, 1_500_000, 1.6));
    assertThat(settings.channelSettings("other").traits()).isEqualTo(ChannelTraits.NONE);
    assertThat(settings.packetSettings("muse"))
        .contains(new PacketSettings(PacketStamp.FIRST, 256, 3_000_000, 90_000_000));
    assertThat(settings.packetSettings("engine")).isEmpty();
    assertThat(settings.packetSettings("north")).isEmpty();
    assertThat(settings.shaping())
        .filteredOn(line -> line.startsWith("sources."))
        .containsExactly(
            "sources.beats.interpolation=onset",
            "sources.beats.onset.max_s=1.5",
            "sources.beats.onset.min_s=0.3",
            "sources.beats.onset.missed=1.6",
            "sources.engine.role=ure",
            "sources.engine.samples=packet",
            "sources.muse.rate_hz=256",
            "sources.muse.samples=packet",
            "sources.muse.stamp=first",
            "sources.north.angle=radians",
            "sources.north.min_distinct=3");
  }

  @Test
  void packetsAreWaitedForByEveryStep() {
    long usual = of("", "").fusionSettings().horizonMicros();
    assertThat(of("", "sources: {a: {samples: packet}}").fusionSettings().horizonMicros())
        .isEqualTo(usual + 2_000_000);
    assertThat(
            of("", "sources: {a: {role: ure, samples: packet}}").fusionSettings().horizonMicros())
        .isEqualTo(usual);
  }

  /** Savepoints hold these lines: a key may join them, but none may be written otherwise. */
  @Test
  void linesAreThoseOfTheSavepointsThereAre() {
    assertThat(LumenSettings.defaults().shaping())
        .containsExactly(
            "align.adapt=residual",
            "align.kalman.q=0.001",
            "align.kalman.q_max=0.1",
            "align.kalman.q_min=1e-5",
            "align.kalman.r=0.002",
            "align.kalman.r_max=0.02",
            "align.kalman.r_min=1e-4",
            "align.method=kalman",
            "band.high_hz=2.2",
            "band.low_hz=0.2",
            "band.taps=51",
            "clip.method=quantile",
            "clip.min_samples=20",
            "clip.p_high=0.99",
            "clip.p_low=0.01",
            "clip.window_s=30",
            "definitions.band=blind to constants and straight lines",
            "failover.fallback=ure_only",
            "failover.min_streams=1",
            "failover.stale_after_s=30",
            "lag.max_lag_s=2",
            "lag.method=xcorr",
            "lag.min_peak=0.5",
            "limits.max_channels=2000",
            "resample.max_gap_s=2",
            "resample.method=polyphase",
            "resample.rate_wait_s=10",
            "resample.target_hz=5",
            "time.live_out_of_orderness_ms=100",
            "time.max_ahead_s=86400",
            "time.replay_out_of_orderness_ms=2000",
            "time.source_idle_s=10",
            "unknown_sources=accept",
            "weights.sensors=0.3",
            "weights.ure=0.7",
            "window.entropy_bins=12",
            "window.rebalance_window_s=90",
            "window.weighting=envelope");
  }

  /** A key that the catalogue marks must not be forgotten in the lines. */
  @Test
  void everyMarkedKeyHasALine() {
    LoadedConfig<LumenSettings> config =
        SettingsLoader.readTexts("", Map.of(ConfigFile.SENSORS, "sources: {NAME: {}}"));
    SourceSettings source = config.settings().orElseThrow().source("NAME");
    assertThat(config.all())
        .filteredOn(setting -> setting.key().shapesState())
        .extracting(ConfigValues.Setting::path)
        .filteredOn(path -> !path.equals("time.max_skew_s"))
        .allSatisfy(
            path ->
                assertThat(
                        path.startsWith("sources.")
                            ? ShapingSettings.all("sources.NAME.", source).keySet().stream()
                                .toList()
                            : LumenSettings.defaults().shaping().stream()
                                .map(line -> line.substring(0, line.indexOf('=')))
                                .toList())
                    .contains(path));
  }

  /** It came after the first savepoints, which are taken up where it is as usual. */
  @Test
  void skewHasALineWhereItIsNotAsUsual() {
    assertThat(of("", "").shaping()).noneMatch(line -> line.startsWith("time.max_skew_s"));
    assertThat(of("time: {max_skew_s: 60}", "").shaping()).contains("time.max_skew_s=60");
  }

  @Test
  void settingsAreSerializable() throws IOException, ClassNotFoundException {
    LumenSettings settings = of("", "sources: {belt: {keys: ['acc*']}}");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(settings);
    }
  }
}
