package lumen.fusion.settings;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import lumen.signal.gain.GainCurve;
import lumen.signal.protocol.StopCondition;

/** Turns the effective values of the files into their records. */
final class SettingsRecords {
  private SettingsRecords() {}

  static FusionFile fusion(ConfigValues v) {
    return new FusionFile(
        v.real("version"),
        new FusionFile.Targets(
            v.real("fusion.target_harmony"),
            v.real("fusion.target_coherence"),
            v.whole("fusion.tick_ms")),
        clip(v, "clip"),
        new FusionFile.Resample(
            v.text("resample.method"),
            v.real("resample.target_hz"),
            v.real("resample.max_gap_s"),
            v.real("resample.rate_wait_s")),
        new FusionFile.Band(v.real("band.low_hz"), v.real("band.high_hz"), v.whole("band.taps")),
        new FusionFile.Lag(v.text("lag.method"), v.real("lag.max_lag_s"), v.real("lag.min_peak")),
        new FusionFile.Align(v.text("align.method"), v.text("align.adapt"), kalman(v)),
        new FusionFile.Window(
            v.real("window.rebalance_window_s"),
            v.whole("window.entropy_bins"),
            v.text("window.weighting")),
        new FusionFile.Weights(v.real("weights.ure"), v.real("weights.sensors")),
        new FusionFile.Failover(
            v.whole("failover.min_streams"),
            v.text("failover.fallback"),
            v.real("failover.stale_after_s")),
        new FusionFile.Time(
            v.real("time.replay_out_of_orderness_ms"),
            v.real("time.live_out_of_orderness_ms"),
            v.real("time.source_idle_s"),
            v.real("time.max_skew_s"),
            v.real("time.max_ahead_s")),
        new FusionFile.Exporter(v.whole("exporter.http_port"), v.text("exporter.path")),
        new FusionFile.Limits(v.whole("limits.max_channels")),
        new FusionFile.Evidence(v.real("evidence.repeat_s")),
        outputs(v),
        new FusionFile.Capture(v.whole("capture.rotate_mib"), v.real("capture.rotate_minutes")),
        new FusionFile.Privacy(patterns(v, "privacy.meta_allow")),
        new FusionFile.Retention(
            v.whole("retention.captures_days"),
            v.whole("retention.evidence_days"),
            v.whole("retention.savepoints_days")));
  }

  private static FusionFile.Outputs outputs(ConfigValues v) {
    return new FusionFile.Outputs(
        new FusionFile.KafkaOutput(
            v.text("outputs.kafka.bootstrap"),
            v.text("outputs.kafka.frames_topic"),
            v.text("outputs.kafka.control_topic"),
            v.text("outputs.kafka.evidence_topic"),
            v.text("outputs.kafka.rejects_topic"),
            v.text("outputs.kafka.late_topic"),
            v.flag("outputs.kafka.create")),
        new FusionFile.PostgresOutput(
            v.text("outputs.postgres.url"),
            v.text("outputs.postgres.user"),
            v.text("outputs.postgres.password_file"),
            v.text("outputs.postgres.password_variable"),
            v.text("outputs.postgres.table")),
        v.text("outputs.osc.addr"),
        v.text("outputs.midi.device"),
        v.real("outputs.playout_delay_ms"));
  }

  private static FusionFile.Kalman kalman(ConfigValues v) {
    String at = "align.kalman.";
    return new FusionFile.Kalman(
        v.real(at + "q"),
        v.real(at + "r"),
        v.real(at + "q_min"),
        v.real(at + "q_max"),
        v.real(at + "r_min"),
        v.real(at + "r_max"));
  }

  private static FusionFile.Clip clip(ConfigValues v, String path) {
    return new FusionFile.Clip(
        v.text(path + ".method"),
        v.real(path + ".p_low"),
        v.real(path + ".p_high"),
        v.real(path + ".window_s"),
        v.whole(path + ".min_samples"));
  }

  /**
   * The sensors, with what follows from the live streams: the source of an OSC or MIDI stream holds
   * its values unless it says otherwise, that of a URE stream has the role ure unless it is
   * configured.
   */
  static SensorsFile sensors(ConfigValues v, FusionFile.Clip clip) {
    SortedMap<String, SourceSettings> sources = new TreeMap<>();
    for (String name : v.members("sources")) {
      sources.put(name, source(v, name));
    }
    List<StreamSettings> streams =
        v.members("streams").stream().map(path -> stream(v, path)).toList();
    for (StreamSettings stream : streams) {
      if (!stream.source().isEmpty()) {
        sources.merge(stream.source(), ofStream(stream, clip), SettingsRecords::configured);
      }
    }
    return new SensorsFile(
        streams,
        sources,
        constant(SensorsFile.UnknownSources.class, v.text("unknown_sources")),
        v.text("control.addr"));
  }

  private static SourceSettings ofStream(StreamSettings stream, FusionFile.Clip clip) {
    SourceSettings usual = SourceSettings.unconfigured(stream.source(), clip);
    return stream instanceof StreamSettings.Ure
        ? usual.withRole(SourceSettings.Role.URE)
        : usual.withInterpolation("previous");
  }

  private static SourceSettings configured(SourceSettings said, SourceSettings follows) {
    boolean silent = said.interpolation().isEmpty() && said.role() == SourceSettings.Role.SENSOR;
    return silent ? said.withInterpolation(follows.interpolation()) : said;
  }

  private static SourceSettings source(ConfigValues v, String name) {
    String at = KeyPath.join("sources", name) + '.';
    return new SourceSettings(
        name,
        true,
        constant(SourceSettings.Role.class, v.text(at + "role")),
        patterns(v, at + "keys"),
        v.real(at + "weight"),
        v.real(at + "rate_hz"),
        v.text(at + "interpolation"),
        new ClockSettings(
            constant(ClockSettings.Mode.class, v.text(at + "clock.mode")),
            v.real(at + "clock.offset_s"),
            v.real(at + "clock.ppm"),
            v.real(at + "clock.t_ref"),
            constant(ClockSettings.OnReset.class, v.text(at + "clock.on_reset"))),
        clip(v, at + "clip"));
  }

  private static StreamSettings stream(ConfigValues v, String at) {
    String name = v.text(at + ".name");
    String type = v.text(at + ".type");
    return switch (type) {
      case "osc" -> osc(v, at, name);
      case "midi" ->
          new StreamSettings.Midi(
              name, sourceOf(v, at, name), v.text(at + ".tenant"), v.text(at + ".device"));
      case "file" -> new StreamSettings.Recording(name, v.text(at + ".path"));
      case "kafka" ->
          new StreamSettings.Kafka(
              name,
              v.text(at + ".bootstrap"),
              v.text(at + ".topic"),
              textOr(v, at + ".group", "lumen-" + name),
              constant(StreamSettings.Start.class, v.text(at + ".start")),
              constant(StreamSettings.Format.class, v.text(at + ".format")));
      case "ure" ->
          new StreamSettings.Ure(
              name,
              sourceOf(v, at, name),
              v.text(at + ".tenant"),
              v.text(at + ".metrics_url"),
              v.real(at + ".pull_interval_s"),
              v.real(at + ".timeout_s"));
      default -> throw new IllegalArgumentException("type must be one of the catalogue: " + type);
    };
  }

  private static StreamSettings osc(ConfigValues v, String at, String name) {
    return new StreamSettings.Osc(
        name,
        sourceOf(v, at, name),
        v.text(at + ".tenant"),
        v.text(at + ".addr"),
        v.texts(at + ".keys"),
        constant(StreamSettings.Timetag.class, v.text(at + ".timetag")),
        v.texts(at + ".allow"),
        v.whole(at + ".max_packet_bytes"),
        v.whole(at + ".queue_packets"),
        v.whole(at + ".receive_buffer_kib"));
  }

  private static String sourceOf(ConfigValues v, String at, String name) {
    return textOr(v, at + ".source", name);
  }

  private static String textOr(ConfigValues v, String path, String instead) {
    String text = v.text(path);
    return text.isEmpty() ? instead : text;
  }

  static BridgeFile bridge(ConfigValues v) {
    return new BridgeFile(
        new BridgeFile.Loop(
            v.real("loop.target_harmony"),
            v.real("loop.target_coherence"),
            v.real("loop.tick_ms"),
            v.real("loop.min_tick_ms"),
            v.real("loop.max_tick_ms")),
        new BridgeFile.Phase(
            v.real("phase.drift_budget"),
            v.real("phase.rebalance_window_s"),
            new BridgeFile.Gain(
                v.real("phase.gain.base_hz"),
                v.real("phase.gain.kp"),
                v.real("phase.gain.ki"),
                v.real("phase.gain.kd"))),
        new BridgeFile.Safety(
            v.real("safety.residual_stddev_10m_max"),
            v.real("safety.rollback_ratio_5m_max"),
            v.texts("safety.hard_stop_on").stream().map(StopCondition::parse).toList()),
        new BridgeFile.Ure(v.text("ure.metrics_url"), v.real("ure.pull_interval_s")),
        new BridgeFile.Exporter(v.whole("exporter.port"), v.text("exporter.path")));
  }

  static RiskAutotuneFile risk(ConfigValues v) {
    String at = "burn_rate_thresholds.";
    return new RiskAutotuneFile(
        curve(v, "kp_curve"),
        curve(v, "kd_curve"),
        v.real("ki_base"),
        new RiskAutotuneFile.Thresholds(
            new RiskAutotuneFile.Burn(v.real(at + "phase.fast"), v.real(at + "phase.slow")),
            new RiskAutotuneFile.Entropy(
                v.real(at + "entropy.warn"), v.real(at + "entropy.crit"))));
  }

  private static GainCurve curve(ConfigValues v, String path) {
    return new GainCurve(
        v.points(path).stream().map(p -> new GainCurve.Point(p.x(), p.y())).toList());
  }

  private static List<KeyPattern> patterns(ConfigValues v, String path) {
    return v.texts(path).stream().map(KeyPattern::of).toList();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
