package lumen.fusion.settings;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import lumen.fusion.evidence.EvidenceRules;
import lumen.signal.channel.ChannelSettings;
import lumen.signal.fusion.FusionSettings;
import lumen.signal.gain.GainSurface;
import lumen.signal.now.NowChannelSettings;
import lumen.signal.packet.PacketSettings;
import lumen.signal.regularise.Interpolation;

/**
 * Everything a config folder holds, checked. Made by {@link SettingsLoader}.
 *
 * @param fusion fusion.yaml
 * @param sensors sensors.yaml
 * @param bridge bridge.yaml
 * @param risk risk_autotune.yaml
 * @param surface gain_surface.json, {@link GainSurface#NONE} where there is none
 * @param evidence the rules of evidence/risk_map.yaml and evidence/quote_rules.yaml
 * @param shaping the settings that kept state depends on: sorted lines {@code key=value}; state of
 *     another configuration is refused with the lines that differ
 */
public record LumenSettings(
    FusionFile fusion,
    SensorsFile sensors,
    BridgeFile bridge,
    RiskAutotuneFile risk,
    GainSurface surface,
    EvidenceRules evidence,
    List<String> shaping)
    implements Serializable {

  /** The settings of a folder without files. */
  public static LumenSettings defaults() {
    return SettingsLoader.defaults();
  }

  /**
   * Lines of savepoints of older versions that count as what {@link #shaping} has of their key:
   * what they told apart shapes no state any more.
   */
  public static List<String> shapingAlike() {
    return ShapingSettings.ALIKE;
  }

  /** The surface that gives kp instead of its curve, if the folder holds one. */
  public Optional<GainSurface> gainSurface() {
    return surface.exists() ? Optional.of(surface) : Optional.empty();
  }

  /**
   * The settings of an event source: those of the first entry that matches its name, and of a
   * source that none matches the defaults. Whether such a source is taken at all: {@link #accepts}.
   */
  public SourceSettings source(String name) {
    SourceSettings configured = sensors.sources().find(name);
    return configured == null
        ? SourceSettings.unconfigured(name, fusion.clip())
        : configured.named(name);
  }

  /** Whether events of this source are taken. */
  public boolean accepts(String source) {
    return sensors.unknownSources() == SensorsFile.UnknownSources.ACCEPT
        || sensors.sources().find(source) != null;
  }

  /** The settings of the fusion of a tenant. */
  public FusionSettings fusionSettings() {
    return SignalSettings.fusion(fusion, anyPackets());
  }

  /**
   * How the figures of now are made; empty where none are.
   *
   * @param live whether what comes is of now: live streams, or a log that is followed
   */
  public Optional<NowChannelSettings> now(boolean live) {
    String enabled = fusion.now().enabled();
    return enabled.equals("true") || (live && enabled.equals("auto"))
        ? Optional.of(SignalSettings.now(fusion, fusionSettings()))
        : Optional.empty();
  }

  /** Which frames outputs are handed that show what is now. */
  public LiveInterval liveInterval() {
    return LiveInterval.of(fusion.fusion().tickMs(), fusionSettings().grid());
  }

  /** Whether any source sends its samples in packets, so that every step is final later. */
  boolean anyPackets() {
    return sensors.sources().entries().values().stream().anyMatch(SourceSettings::sendsPackets);
  }

  /** How the samples of a source's packets get their times; empty where they come with them. */
  public Optional<PacketSettings> packetSettings(String source) {
    SourceSettings its = source(source);
    return its.sendsPackets() ? Optional.of(SignalSettings.packets(fusion, its)) : Optional.empty();
  }

  /** How the channels of an event source in a recording are conditioned. */
  public ChannelSettings channelSettings(String source) {
    return channelSettings(source, Interpolation.LINEAR);
  }

  /**
   * How the channels of an event source are conditioned.
   *
   * @param usual interpolation of its input, for a source that configures none
   */
  public ChannelSettings channelSettings(String source, Interpolation usual) {
    return SignalSettings.channel(fusion, source(source), usual);
  }

  /** Bounds on the disorder of inputs, in microseconds. */
  public TimeSettings time() {
    FusionFile.Time time = fusion.time();
    return new TimeSettings(
        micros(time.replayOutOfOrdernessMs() * 1e3),
        micros(time.liveOutOfOrdernessMs() * 1e3),
        micros(time.sourceIdleS() * 1e6),
        micros(time.maxSkewS() * 1e6),
        micros(time.maxAheadS() * 1e6));
  }

  private static long micros(double micros) {
    return (long) Math.rint(micros);
  }
}
