package lumen.fusion.settings;

import java.io.Serializable;
import java.util.List;
import lumen.event.InvalidValues;
import lumen.event.KeyFilter;
import lumen.event.SourceForm;
import lumen.pattern.KeyPattern;
import lumen.signal.cycle.AngleUnit;
import lumen.signal.packet.PacketStamp;

/**
 * What is configured for one event source ({@code source} of its events).
 *
 * @param name the source, or a pattern of sources
 * @param role what its events are
 * @param keys patterns of the channels that are used; empty: all
 * @param weight weight of its channels among the sensors, &gt; 0
 * @param rateHz rate of its channels, NaN: estimated
 * @param interpolation linear, previous or onset; empty: as is usual for the input
 * @param clock correction of its times
 * @param clip outlier clipping, keys not configured here taken from fusion.yaml
 * @param angle unit of its angles, which are unwrapped
 * @param samples whether its samples come one by one or in packets
 * @param stamp which sample of a packet has its stamp
 * @param onset which intervals between onsets are phases
 * @param minDistinct with fewer different values in the clip window there is no phase
 * @param invalid values that mean nothing: numbers and comparisons
 * @param text what a text is
 * @param tenant group of all its channels; empty: as its events say
 * @param tenantFrom fields of meta whose values are the group; empty: none
 */
public record SourceSettings(
    String name,
    Role role,
    List<KeyPattern> keys,
    double weight,
    double rateHz,
    String interpolation,
    ClockSettings clock,
    FusionFile.Clip clip,
    AngleUnit angle,
    Samples samples,
    PacketStamp stamp,
    OnsetSettings onset,
    int minDistinct,
    List<String> invalid,
    TextUse text,
    String tenant,
    List<String> tenantFrom)
    implements Serializable {
  private static final String META = "meta.";

  /** Checks the weight, copies the lists. */
  public SourceSettings {
    keys = List.copyOf(keys);
    invalid = List.copyOf(invalid);
    tenantFrom = List.copyOf(tenantFrom);
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight must be > 0: " + name + " has " + weight);
    }
  }

  /** The defaults that hold for a source that is not configured. */
  static SourceSettings unconfigured(String name, FusionFile.Clip clip) {
    return new SourceSettings(
        name,
        Role.SENSOR,
        List.of(),
        1,
        Double.NaN,
        "",
        ClockSettings.NONE,
        clip,
        AngleUnit.NONE,
        Samples.SINGLE,
        PacketStamp.LAST,
        OnsetSettings.ALL,
        0,
        List.of(),
        TextUse.FACT,
        "",
        List.of());
  }

  /** The same for a source that its pattern matches. */
  SourceSettings named(String source) {
    return with(source, role, interpolation);
  }

  private SourceSettings with(String itsName, Role itsRole, String itsInterpolation) {
    return new SourceSettings(
        itsName,
        itsRole,
        keys,
        weight,
        rateHz,
        itsInterpolation,
        clock,
        clip,
        angle,
        samples,
        stamp,
        onset,
        minDistinct,
        invalid,
        text,
        tenant,
        tenantFrom);
  }

  /** The same with another role. */
  SourceSettings withRole(Role other) {
    return with(name, other, interpolation);
  }

  /** The same with another interpolation. */
  SourceSettings withInterpolation(String other) {
    return with(name, role, other);
  }

  /** What the events of a source are. */
  public enum Role {
    /** Signals that are fused. */
    SENSOR,
    /** Figures of the reference engine. */
    URE
  }

  /** How the samples of a source come. */
  public enum Samples {
    /** Each with its own time; an array holds one of each of several channels. */
    SINGLE,
    /** Several of one channel with one stamp, in an array or in events of their own. */
    PACKET
  }

  /** Whether its samples come in packets; those of the reference engine never do. */
  public boolean sendsPackets() {
    return samples == Samples.PACKET && role == Role.SENSOR;
  }

  /** What a text of a source is. */
  public enum TextUse {
    /** Something that happened. */
    FACT,
    /** A number, if it is wholly one. */
    NUMBER
  }

  /** Values that mean nothing. */
  public InvalidValues invalidValues() {
    return InvalidValues.of(invalid);
  }

  /** How its events are written. */
  public SourceForm form() {
    return new SourceForm(
        text == TextUse.NUMBER,
        tenant,
        tenantFrom.stream().map(field -> field.substring(META.length())).toList());
  }

  /** Which of the source's channels are used. */
  public KeyFilter keyFilter() {
    if (keys.isEmpty()) {
      return KeyFilter.ALL;
    }
    List<KeyPattern> patterns = keys;
    return key -> patterns.stream().anyMatch(pattern -> pattern.matches(key));
  }
}
