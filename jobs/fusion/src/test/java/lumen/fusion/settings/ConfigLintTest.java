package lumen.fusion.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lumen.settings.Finding;
import lumen.settings.Finding.Severity;
import lumen.settings.LintReport;
import lumen.settings.LoadedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about values, with line and column. */
class ConfigLintTest {
  private static List<String> findings(ConfigFile file, String text) {
    return SettingsLoader.readTexts("", Map.of(file, text)).findings().stream()
        .map(Finding::toString)
        .toList();
  }

  private static List<String> fusion(String... lines) {
    return findings(ConfigFile.FUSION, String.join("\n", lines));
  }

  private static List<String> sensors(String... lines) {
    return findings(ConfigFile.SENSORS, String.join("\n", lines));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "clip: {windw_s: 3}~1:8 clip.windw_s: must be a known key, is \"windw_s\"; did you mean"
            + " window_s?",
        "bnd: {}~1:1 bnd: must be a known key, is \"bnd\"; did you mean band?",
        "taps: 31~1:1 taps: must be a known key, is \"taps\"; did you mean band.taps?",
        "clip: {colour: 1}~1:8 clip.colour: must be a known key, is \"colour\"; known here:"
            + " method, p_low, p_high, window_s, min_samples",
        "clip: {window_s: long}~1:18 clip.window_s: must be a number >= 0.001 and <= 86400, is"
            + " \"long\"",
        "clip: {window_s: \"30\"}~1:18 clip.window_s: must be a number >= 0.001 and <= 86400, is"
            + " \"30\": write it without quotes",
        "clip: {window_s: [30]}~1:18 clip.window_s: must be a number >= 0.001 and <= 86400, is a"
            + " list",
        "clip: {window_s: }~1:17 clip.window_s: must be a number >= 0.001 and <= 86400, is empty",
        "clip: {min_samples: 2.5}~1:21 clip.min_samples: must be a whole number from 1 to 1000000,"
            + " is 2.5",
        "clip: {window_s: 1e400}~1:18 clip.window_s: must be a number >= 0.001 and <= 86400, is"
            + " 1e400",
        "clip: {window_s: .nan}~1:18 clip.window_s: must be a number >= 0.001 and <= 86400, is"
            + " \".nan\"",
        "clip: {method: quantil}~1:16 clip.method: must be one of quantile, hampel, none, is"
            + " \"quantil\"; did you mean quantile?",
        "clip: 5~1:7 clip: must be a section with the keys method, p_low, p_high, window_s,"
            + " min_samples, is 5",
        "band: {taps: 30}~1:14 band.taps: must be an odd number from 3 to 1001, is 30",
        "band: {taps: 1003}~1:14 band.taps: must be an odd number from 3 to 1001, is 1003",
        "fusion: {tick_ms: 310}~1:19 fusion.tick_ms: must be 0, or a whole number from 120 to 300,"
            + " is 310",
        "fusion: {tick_ms: 119}~1:19 fusion.tick_ms: must be 0, or a whole number from 120 to 300,"
            + " is 119",
        "fusion: {tick_ms: \"0\"}~1:19 fusion.tick_ms: must be 0, or a whole number from 120 to"
            + " 300, is \"0\": write it without quotes",
        "weights: {ure: 0.5, sensors: 0.4}~1:16 weights.ure: must be a number >= 0.6 and <= 0.9,"
            + " is 0.5",
        "exporter: {path: metrics}~1:18 exporter.path: must be a path beginning with /, of"
            + " letters, digits and / _ . -, is \"metrics\"",
        "- a~1:1 must be a section with the keys version, fusion, clip, resample, band, lag,"
            + " align, window, weights, failover, time, exporter, limits, evidence,"
            + " outputs, capture, privacy, retention, now, is a list",
      })
  void oneValueOfFusionIsRefused(String text, String expected) {
    assertThat(fusion(text)).containsExactly("fusion.yaml:" + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "band: {low_hz: 2.3}~1:16 band.low_hz: must have low_hz < high_hz: low_hz=2.3 high_hz=2.2",
        "resample: {target_hz: 4}~1:23 resample.target_hz: must have high_hz < target_hz / 2:"
            + " high_hz=2.2 target_hz=4",
        "clip: {p_high: 0.005}~1:16 clip.p_high: must have p_low < p_high: p_low=0.01"
            + " p_high=0.005",
        "lag: {max_lag_s: 30}~1:18 lag.max_lag_s: must have max_lag_s < rebalance_window_s / 3,"
            + " unless lag.method is none: max_lag_s=30 rebalance_window_s=90 method=xcorr",
        "align: {kalman: {q_min: 0.01}}~1:25 align.kalman.q_min: must have q_min <= q <= q_max:"
            + " q=0.001 q_min=0.01 q_max=0.1",
        "align: {kalman: {r: 0.5}}~1:21 align.kalman.r: must have r_min <= r <= r_max: r=0.5"
            + " r_min=1e-4 r_max=0.02",
        "resample: {target_hz: 5.0000001}~1:23 resample.target_hz: must have a target_hz that is a"
            + " fraction of two numbers up to 1000000: target_hz=5.0000001",
      })
  void ruleBetweenKeysIsReportedAtTheKeyThatIsGiven(String text, String expected) {
    assertThat(fusion(text)).containsExactly("fusion.yaml:" + expected);
  }

  @Test
  void largestLagIsNotCheckedWhereNoneIsSought() {
    assertThat(fusion("lag: {method: none, max_lag_s: 30}")).isEmpty();
    assertThat(fusion("lag: {method: none, max_lag_s: 86400}")).isEmpty();
    assertThat(fusion("lag: {method: none}", "window: {rebalance_window_s: 15.1}")).isEmpty();
    assertThat(fusion("lag: {method: none, max_lag_s: -1}"))
        .containsExactly(
            "fusion.yaml:1:32 lag.max_lag_s: must be a number >= 0 and <= 86400, is -1");
  }

  @Test
  void largestLagOfHoursMayBeSought() {
    LoadedConfig<LumenSettings> config =
        SettingsLoader.readTexts(
            "",
            Map.of(
                ConfigFile.FUSION,
                "lag: {max_lag_s: 7200}\nwindow: {rebalance_window_s: 40000}\n"));
    assertThat(config.findings()).isEmpty();
    assertThat(config.settings().orElseThrow().fusionSettings().maxLagSteps()).isEqualTo(36_000);
  }

  @Test
  void windowOfTwoStepsIsRefused() {
    assertThat(fusion("window: {rebalance_window_s: 0.4}", "lag: {max_lag_s: 0}"))
        .contains(
            "fusion.yaml:1:30 window.rebalance_window_s: must have from 3 to 1000000 grid steps in"
                + " rebalance_window_s: rebalance_window_s=0.4 target_hz=5");
  }

  @Test
  void allErrorsOfAllFilesAreReportedTogetherInTheOrderOfLines() {
    LoadedConfig<LumenSettings> config =
        SettingsLoader.readTexts(
            "conf/",
            Map.of(
                ConfigFile.FUSION,
                "clip:\n  p_low: 2\n  windw_s: 3\nband:\n  low_hz: abc\n  taps: 4\nlg: {}\n",
                ConfigFile.BRIDGE,
                "loop:\n  tick_ms: 130\n  min_tick_ms: 150\n",
                ConfigFile.RISK_AUTOTUNE,
                "kp_curve: [[0, 0.3], [0.2, 0.2], [0.1, 0.1]]\n"));
    assertThat(config.findings().stream().map(Finding::toString))
        .containsExactly(
            "conf/fusion.yaml:2:10 clip.p_low: must be a number >= 0 and < 1, is 2",
            "conf/fusion.yaml:3:3 clip.windw_s: must be a known key, is \"windw_s\"; did you mean"
                + " window_s?",
            "conf/fusion.yaml:5:11 band.low_hz: must be a number > 0 and < 500, is \"abc\"",
            "conf/fusion.yaml:6:9 band.taps: must be an odd number from 3 to 1001, is 4",
            "conf/fusion.yaml:7:1 lg: must be a known key, is \"lg\"; did you mean lag?",
            "conf/bridge.yaml:2:12 loop.tick_ms: must have min_tick_ms <= tick_ms <= max_tick_ms:"
                + " tick_ms=130 min_tick_ms=150 max_tick_ms=400",
            "conf/risk_autotune.yaml:1:34 kp_curve[2]: must increase in x, is 0.1 after 0.2");
    assertThat(config.usable()).isFalse();
    assertThat(config.settings()).isEmpty();
  }

  @Test
  void tickBelowTheStepOfTheGridIsAWarning() {
    assertThat(fusion("fusion: {tick_ms: 180}"))
        .containsExactly(
            "fusion.yaml:1:19 warning: fusion.tick_ms: must have tick_ms >= 1000 / target_hz, the"
                + " step of the grid, or it is every frame, as with 0: tick_ms=180 target_hz=5");
    assertThat(fusion("fusion: {tick_ms: 180}\nresample: {target_hz: 8}")).isEmpty();
    assertThat(fusion("fusion: {tick_ms: 200}")).isEmpty();
    assertThat(fusion("fusion: {tick_ms: 0}")).isEmpty();
    assertThat(fusion("")).isEmpty();
  }

  private static List<String> fusion(String text) {
    return SettingsLoader.readTexts("", Map.of(ConfigFile.FUSION, text)).findings().stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void loopThatRingsIsAWarning() {
    assertThat(findings(ConfigFile.RISK_AUTOTUNE, "ki_base: 0.08")).isEmpty();
    assertThat(
            findings(ConfigFile.RISK_AUTOTUNE, "kp_curve: [[0, 0.35], [0.3, 0.22]]\nki_base: 0.2"))
        .containsExactly(
            "risk_autotune.yaml:1:11 warning: kp_curve: leaves a phase margin of 34 degrees at"
                + " entropy ratio 0.0 with ki 0.200 and kd 0.100, below 45: the loop rings");
  }

  @Test
  void multipleIsOneOfItsWords() {
    assertThat(findings(ConfigFile.BRIDGE, "phase: {multiple: 2}")).isEmpty();
    assertThat(findings(ConfigFile.BRIDGE, "phase: {multiple: 1/3}")).isEmpty();
    String one =
        "bridge.yaml:1:19 phase.multiple: must be one of auto, 1, 2, 3, 4, 5, 6, 7, 8, 1/2";
    for (String wrong : List.of("9", "0", "-1", "AUTO")) {
      assertThat(findings(ConfigFile.BRIDGE, "phase: {multiple: " + wrong + "}"))
          .singleElement()
          .asString()
          .startsWith(one)
          .satisfies(
              text -> assertThat(text.contains("did you mean")).isEqualTo(wrong.length() > 1));
    }
    assertThat(findings(ConfigFile.BRIDGE, "phase: {multiple: AUTO}").toString())
        .contains("did you mean auto?");
  }

  @Test
  void lockThatIsJudgedByAFewTicksOrHeardByNobodyIsAWarning() {
    assertThat(findings(ConfigFile.BRIDGE, "phase: {lock_window_s: 3.9, mute_above: 0.02}"))
        .containsExactly(
            "bridge.yaml:1:24 warning: phase.lock_window_s: must have lock_window_s >= 10"
                + " max_tick_ms, or the lock is judged by a few ticks: lock_window_s=3.9"
                + " max_tick_ms=400",
            "bridge.yaml:1:41 warning: phase.mute_above: must have mute_above > drift_budget, or ticks"
                + " that keep the budget are not heard: mute_above=0.02 drift_budget=0.02");
    assertThat(findings(ConfigFile.BRIDGE, "phase: {lock_window_s: 4, mute_above: 0.021}"))
        .isEmpty();
  }

  @Test
  void kpOfZeroFollowsNothing() {
    assertThat(findings(ConfigFile.RISK_AUTOTUNE, "kp_curve: [[0, 0.35], [0.3, 0]]"))
        .containsExactly(
            "risk_autotune.yaml:1:11 warning: kp_curve: follows nothing at entropy ratio 0.3: kp is"
                + " 0 there");
  }

  @Test
  void weightsThatAreScaledAreAWarning() {
    LoadedConfig<LumenSettings> config =
        SettingsLoader.readTexts("", Map.of(ConfigFile.FUSION, "weights: {ure: 0.8}"));
    assertThat(config.usable()).isTrue();
    assertThat(config.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding)
                  .hasToString(
                      "fusion.yaml:1:16 warning: weights.ure: must have a sum of 1; these weights"
                          + " are scaled to it: ure=0.8 sensors=0.3");
            });
  }

  @Test
  void streamsAreCheckedByTheirType() {
    assertThat(
            sensors(
                "streams:",
                "  - {name: a, type: ocs, addr: \"x:1\"}",
                "  - {name: b, type: osc}",
                "  - {name: c, type: osc, addr: \"127.0.0.1:99999\"}",
                "  - {type: midi, device: d}",
                "  - {name: e, type: kafka, bootstrap: \"h:9092\", topic: \"a b\"}",
                "  - {name: f, type: ure, metrics_url: ftp://x, path: y}",
                "  - 7"))
        .containsExactly(
            "sensors.yaml:2:21 streams[0].type: must be one of osc, midi, file, kafka, ure, is"
                + " \"ocs\"; did you mean osc?",
            "sensors.yaml:3:5 streams[1].addr: must be given: host:port with a port from 1 to"
                + " 65535, is missing",
            "sensors.yaml:4:32 streams[2].addr: must be host:port with a port from 1 to 65535, is"
                + " \"127.0.0.1:99999\"",
            "sensors.yaml:5:5 streams[3].name: must be given: a text of 1 to 512 characters, is"
                + " missing",
            "sensors.yaml:6:56 streams[4].topic: must be a topic of 1 to 249 letters, digits and"
                + " . _ -, is \"a b\"",
            "sensors.yaml:7:39 streams[5].metrics_url: must be a URL beginning with http:// or"
                + " https://, without user and password, is \"ftp://x\"",
            "sensors.yaml:7:48 streams[5].path: must be a known key, is \"path\"; known here: name,"
                + " type, source, tenant, metrics_url, pull_interval_s, timeout_s, user,"
                + " password_file, token_file, ca_file",
            "sensors.yaml:8:5 streams[6]: must be a section with a name and a type, is 7");
  }

  @Test
  void engineIsToldByPasswordOrTokenWhoPulls() {
    String engine = "  - {name: %s, type: ure, metrics_url: \"%s\"%s}";
    assertThat(
            sensors(
                "streams:",
                engine.formatted("a", "http://127.0.0.1:1/m", ", user: me, password_file: /p"),
                engine.formatted("b", "https://h/m", ", token_file: /t"),
                engine.formatted("c", "http://h/m", "")))
        .isEmpty();
    assertThat(
            sensors(
                "streams:",
                engine.formatted("a", "https://h/m", ", user: me"),
                engine.formatted("b", "https://h/m", ", password_file: /p"),
                engine.formatted(
                    "c", "https://h/m", ", user: me, password_file: /p, token_file: /t"),
                engine.formatted("d", "http://h/m", ", token_file: /t"),
                engine.formatted("e", "https://h/m", ", user: \"a:b\", password_file: /p"),
                "  - {name: f, type: ure, metrics_url: h/m, token_file: /t}",
                engine.formatted("g", "http://h/m", ", ca_file: /c"),
                engine.formatted("h", "https://h/m", ", ca_file: /c")))
        .containsExactly(
            "sensors.yaml:2:60 streams[0].user: must have password_file beside it",
            "sensors.yaml:3:69 streams[1].password_file: must have user beside it",
            "sensors.yaml:4:95 streams[2].token_file: must stand alone, without user and"
                + " password_file",
            "sensors.yaml:5:65 warning: streams[3].token_file: is sent unencrypted to another"
                + " machine: metrics_url begins with http://",
            "sensors.yaml:6:60 streams[4].user: must be a text of 1 to 512 characters without :,"
                + " is \"a:b\"",
            "sensors.yaml:7:39 streams[5].metrics_url: must be a URL beginning with http:// or"
                + " https://, without user and password, is \"h/m\"",
            "sensors.yaml:8:62 warning: streams[6].ca_file: has no effect: metrics_url does not"
                + " begin with https://");
  }

  @Test
  void secretInAnAddressIsRefusedAndNotShown() {
    assertThat(
            sensors(
                "streams:",
                "  - {name: a, type: ure, metrics_url: \"http://ann:hunter2@ure:9305/m?k=hunter2\"}"))
        .containsExactly(
            "sensors.yaml:2:39 streams[0].metrics_url: must be a URL beginning with http:// or"
                + " https://, without user and password, is \"http://***@ure:9305/m?...\"");
  }

  @Test
  void filesOfSecretsAreNamedByWholePaths() {
    String elsewhere =
        "_file: counts from where each process was started, and a job of the cluster runs in another"
            + " folder: write the whole path";
    assertThat(
            sensors(
                "streams:",
                "  - {name: a, type: ure, token_file: token}",
                "  - {name: b, type: kafka, bootstrap: \"h:1\", topic: t, properties_file: ./p}"))
        .containsExactly(
            "sensors.yaml:2:38 warning: streams[0].token" + elsewhere,
            "sensors.yaml:3:73 warning: streams[1].properties" + elsewhere);
    assertThat(fusion("outputs: {kafka: {bootstrap: \"h:1\", properties_file: p}}"))
        .containsExactly("fusion.yaml:1:54 warning: outputs.kafka.properties" + elsewhere);
  }

  @Test
  void databaseIsToldHowItIsTrustedOnce() {
    String table = "outputs: {postgres: {url: \"jdbc:postgresql://h/d%s\"%s}}";
    assertThat(fusion(table.formatted("", ", sslmode: verify-full, ca_file: /c"))).isEmpty();
    assertThat(fusion(table.formatted("?sslmode=require", ", password_file: /p"))).isEmpty();
    assertThat(fusion(table.formatted("", ", sslmode: require, ca_file: /c")))
        .containsExactly(
            "fusion.yaml:1:79 outputs.postgres.ca_file: must stand beside sslmode verify-ca or"
                + " verify-full, or nobody looks at it");
    assertThat(fusion(table.formatted("?a=b&SSL=true", ", sslmode: prefer")))
        .containsExactly(
            "fusion.yaml:1:74 outputs.postgres.sslmode: must be told once: the url has an ssl"
                + " parameter of its own");
    assertThat(fusion(table.formatted("", ", password_file: /p, password_variable: V")))
        .containsExactly(
            "fusion.yaml:1:67 outputs.postgres.password_file: must stand alone, without"
                + " password_variable");
    assertThat(fusion(table.formatted("", ", sslmode: tls, ca_file: /c")))
        .singleElement()
        .asString()
        .contains("outputs.postgres.sslmode: must be one of disable, prefer, require, verify-ca");
  }

  @Test
  void recordingBesideLiveStreamsIsRefused() {
    assertThat(
            sensors(
                "streams:",
                "  - {name: a, type: midi, device: d}",
                "  - {name: b, type: file, path: x.ndjson}"))
        .containsExactly(
            "sensors.yaml:3:21 streams[1].type: must not be file beside the live stream in line 2:"
                + " record it with capture, replay apart");
  }

  @Test
  void topicOfCommandsAloneIsRefused() {
    String commands = "  - {name: c, type: kafka, bootstrap: \"h:1\", topic: t, format: commands}";
    assertThat(sensors("streams:", commands))
        .containsExactly(
            "sensors.yaml:2:64 streams[0].format: must stand beside another live stream, whose job"
                + " is told");
    assertThat(sensors("streams:", commands, "  - {name: a, type: osc, addr: \"h:1\"}")).isEmpty();
  }

  @Test
  void streamsOfOneNameOrAddressAreRefused() {
    assertThat(
            sensors(
                "streams:",
                "  - {name: a, type: osc, addr: \"h:1\"}",
                "  - {name: a, type: osc, addr: \"h:1\"}"))
        .containsExactly(
            "sensors.yaml:3:12 streams[1].name: must differ from that in line 2, is a",
            "sensors.yaml:3:32 streams[1].addr: must differ from that in line 2, is h:1");
  }

  @Test
  void sourcesAreChecked() {
    assertThat(
            sensors(
                "sources:",
                "  chest.belt: {role: senser, wieght: 2, keys: [\"acc[\", 7]}",
                "  b: {weight: 0, clock: {ppm: 3}, clip: {p_low: 0.995}}",
                "  c: {role: ure, rate_hz: 5}"))
        .containsExactly(
            "sensors.yaml:2:22 sources.\"chest.belt\".role: must be one of sensor, ure, is"
                + " \"senser\"; did you mean sensor?",
            "sensors.yaml:2:30 sources.\"chest.belt\".wieght: must be a known key, is \"wieght\";"
                + " did you mean weight?",
            "sensors.yaml:2:48 sources.\"chest.belt\".keys[0]: must be a key pattern with * ? []"
                + " {}, is \"acc[\"",
            "sensors.yaml:2:56 sources.\"chest.belt\".keys[1]: must be a key pattern with * ? []"
                + " {}, is 7: write it in quotes",
            "sensors.yaml:3:15 sources.b.weight: must be a number > 0 and <= 1000000, is 0",
            "sensors.yaml:3:31 warning: sources.b.clock.ppm: has no effect without clock.mode"
                + " fixed",
            "sensors.yaml:3:49 sources.b.clip.p_low: must have p_low < p_high: p_low=0.995"
                + " p_high=0.99",
            "sensors.yaml:4:27 warning: sources.c.rate_hz: has no effect with role ure");
  }

  @Test
  void keysOfASignalThatHaveNoEffectAreTold() {
    assertThat(
            sensors(
                "sources:",
                "  a: {stamp: first, onset: {missed: 1.6}}",
                "  b: {interpolation: onset, angle: degrees, min_distinct: 3, rate_hz: 5}",
                "  c: {interpolation: onset, samples: packet, rate_hz: 5, onset: {min_s: 0.2}}",
                "  d: {role: ure, samples: packet, onset: {max_s: 1}, angle: cycles}",
                "  e: {interpolation: onset, onset: {max_s: 2.5}}"))
        .containsExactly(
            "sensors.yaml:2:14 warning: sources.a.stamp: has no effect without samples packet",
            "sensors.yaml:2:37 warning: sources.a.onset.missed: has no effect without interpolation"
                + " onset",
            "sensors.yaml:3:36 warning: sources.b.angle: has no effect with interpolation onset",
            "sensors.yaml:3:59 warning: sources.b.min_distinct: has no effect with interpolation"
                + " onset",
            "sensors.yaml:3:71 warning: sources.b.rate_hz: has no effect with interpolation onset",
            "sensors.yaml:5:27 warning: sources.d.samples: has no effect with role ure",
            "sensors.yaml:5:50 warning: sources.d.onset.max_s: has no effect with role ure",
            "sensors.yaml:5:61 warning: sources.d.angle: has no effect with role ure",
            "sensors.yaml:6:44 warning: sources.e.onset.max_s: has no effect beyond"
                + " resample.max_gap_s of fusion.yaml, which is 2");
  }

  @Test
  void onsetHasItsShortestBeforeItsLongest() {
    assertThat(sensors("sources: {a: {interpolation: onset, onset: {min_s: 1.5, max_s: 1}}}"))
        .containsExactly(
            "sensors.yaml:1:52 sources.a.onset.min_s: must have min_s <= max_s: min_s=1.5 max_s=1");
    assertThat(sensors("sources: {a: {onset: {missed: 1}}}"))
        .singleElement()
        .asString()
        .startsWith("sensors.yaml:1:31 sources.a.onset.missed: must be a number > 1 and <= 100");
  }

  @Test
  void entryOfASourceThatIsNeverReachedIsToldWithWhoIsBeforeIt() {
    assertThat(
            sensors(
                "sources:",
                "  d1: {weight: 2}",
                "  \"d*\": {}",
                "  d2: {weight: 3}",
                "  \"d?_sub*\": {}",
                "  \"*_sub\": {}"))
        .containsExactly(
            "sensors.yaml:4:3 warning: sources.d2: has no effect: d* in line 3 takes all its names;"
                + " write it before that",
            "sensors.yaml:5:3 warning: sources.\"d?_sub*\": has no effect: d* in line 3 takes all"
                + " its names; write it before that");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "sources: {a: {invalid: [-1, \"<x\"]}}~1:29 sources.a.invalid[1]: must be a number or a"
            + " comparison such as <0 or >= 250, is \"<x\"",
        "sources: {a: {invalid: [\"-1\"]}}~1:25 sources.a.invalid[0]: must be a number or a"
            + " comparison such as <0 or >= 250, is \"-1\": write it without quotes",
        "sources: {a: {text: numbr}}~1:21 sources.a.text: must be one of fact, number, is"
            + " \"numbr\"; did you mean number?",
        "sources: {a: {tenant_from: [dyad]}}~1:29 sources.a.tenant_from[0]: must be a field of"
            + " meta, such as meta.dyad, is \"dyad\"",
        "sources: {a: {tenant: t, tenant_from: [meta.d]}}~1:23 warning: sources.a.tenant: has no"
            + " effect beside tenant_from",
        "streams: [{name: w, type: file, path: w, time: {zone: Europe/Berln}}]~1:55"
            + " streams[0].time.zone: must be a zone such as Europe/Berlin, or an offset such as"
            + " +01:00, is \"Europe/Berln\"",
        "streams: [{name: w, type: file, path: w, time: {format: epoch_ms, zone: UTC}}]~1:73"
            + " warning: streams[0].time.zone: has no effect with a time.format that is a number",
        "streams: [{name: w, type: kafka, bootstrap: \"h:1\", topic: t, format: log, key: k}]~1:80"
            + " warning: streams[0].key: has no effect with format log, whose lines tell all",
      })
  void keyOfHowLinesAreReadIsChecked(String text, String expected) {
    assertThat(sensors(text)).containsExactly("sensors.yaml:" + expected);
  }

  @Test
  void fieldsOfALiveStreamThatThereAreNotAreTold() {
    assertThat(
            sensors(
                "streams: [{name: rig, type: osc, addr: \"127.0.0.1:9000\"}]",
                "sources: {\"r*\": {tenant_from: [meta.dyad]}}"))
        .singleElement()
        .asString()
        .contains(
            "warning: sources.\"r*\".tenant_from: has no effect on the live stream's source rig");
  }

  @Test
  void nameOfASourceThatIsNoPatternIsRefused() {
    assertThat(sensors("sources: {'d[12': {}}"))
        .singleElement()
        .asString()
        .startsWith("sensors.yaml:1:11 sources: must have names that are")
        .endsWith("has d[12");
  }

  @Test
  void conditionsThatStopTheBridgeAreChecked() {
    assertThat(
            findings(
                ConfigFile.BRIDGE,
                "safety: {hard_stop_on: [coherence_level < 0.7, coherence < 0.7, 3]}"))
        .hasSize(2)
        .allMatch(text -> text.contains("must be a condition such as `coherence_level < 0.72`"));
  }

  @Test
  void onePortForTwoExportersIsRefused() {
    assertThat(findings(ConfigFile.BRIDGE, "exporter: {port: 9310}"))
        .containsExactly(
            "bridge.yaml:1:18 exporter.port: must differ from exporter.http_port of fusion.yaml,"
                + " both are 9310");
  }

  @Test
  void reportSumsUpAndHasAJsonForm() {
    LintReport report =
        new LintReport(
            List.of("c/fusion.yaml"),
            List.of(
                new Finding("c/fusion.yaml", 2, 3, "clip", Severity.ERROR, "must be x, is y"),
                new Finding("c/fusion.yml", 0, 0, "", Severity.WARNING, "is not read")));
    assertThat(report.text())
        .isEqualToNormalizingNewlines(
            """
            c/fusion.yaml:2:3 clip: must be x, is y
            c/fusion.yml: warning: is not read
            1 error, 1 warning: c/fusion.yaml
            """);
    assertThat(report.json())
        .hasToString(
            "{\"ok\":false,\"errors\":1,\"warnings\":1,\"files\":[\"c/fusion.yaml\"],\"findings\":["
                + "{\"file\":\"c/fusion.yaml\",\"line\":2,\"column\":3,\"key\":\"clip\","
                + "\"severity\":\"error\",\"message\":\"must be x, is y\"},"
                + "{\"file\":\"c/fusion.yml\",\"line\":0,\"column\":0,\"key\":\"\","
                + "\"severity\":\"warning\",\"message\":\"is not read\"}]}");
  }
}
