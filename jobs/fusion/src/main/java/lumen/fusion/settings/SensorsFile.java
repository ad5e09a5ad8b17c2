package lumen.fusion.settings;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lumen.pattern.PatternTable;

/**
 * The checked content of {@code sensors.yaml}. Meaning, range and default of every key: {@link
 * SensorsKeys}.
 *
 * @param streams inputs of a submitted job, in the order of the file
 * @param sources what is configured per event source, by its name or a pattern of it
 * @param unknownSources what becomes of events of other sources
 * @param control where a live job is asked and told
 */
public record SensorsFile(
    List<StreamSettings> streams,
    PatternTable<SourceSettings> sources,
    UnknownSources unknownSources,
    Control control)
    implements Serializable {

  /** Copies the list. */
  public SensorsFile {
    streams = List.copyOf(streams);
  }

  /**
   * Where a live job is asked and told.
   *
   * @param addr an address of loopback; empty: any free port of it
   */
  public record Control(String addr) implements Serializable {}

  /** host:port where a live job is asked and told; empty: any free port of loopback. */
  public String controlAddress() {
    return control.addr();
  }

  /**
   * Event sources that are waited for: those that have a name, less a reference engine that no
   * stream brings, since the defaults name one.
   */
  public List<String> expected() {
    Set<String> ofStreams =
        streams.stream().map(StreamSettings::source).collect(Collectors.toUnmodifiableSet());
    return sources.names().stream()
        .filter(
            name ->
                ofStreams.contains(name) || sources.find(name).role() != SourceSettings.Role.URE)
        .toList();
  }

  /**
   * The same with what follows from the live streams: the source of an OSC or MIDI stream holds its
   * values unless it says otherwise, that of a URE stream has the role ure unless it is configured.
   * Such a source stands before the entries of the file, with what the first that matches says.
   */
  SensorsFile withSourcesOfStreams(FusionFile.Clip clip) {
    Map<String, SourceSettings> all = new LinkedHashMap<>();
    for (StreamSettings stream : streams) {
      if (!stream.source().isEmpty()) {
        SourceSettings said = sources.find(stream.source());
        SourceSettings follows = ofStream(stream, clip);
        all.putIfAbsent(stream.source(), said == null ? follows : said.named(stream.source()));
        all.computeIfPresent(stream.source(), (name, known) -> configured(known, follows));
      }
    }
    sources.entries().forEach(all::putIfAbsent);
    return new SensorsFile(streams, PatternTable.of(all), unknownSources, control);
  }

  private static SourceSettings ofStream(StreamSettings stream, FusionFile.Clip clip) {
    SourceSettings usual = SourceSettings.unconfigured(stream.source(), clip);
    if (!stream.namesEvents()) {
      return usual;
    }
    return stream instanceof StreamSettings.Ure
        ? usual.withRole(SourceSettings.Role.URE)
        : usual.withInterpolation("previous");
  }

  private static SourceSettings configured(SourceSettings said, SourceSettings follows) {
    boolean silent = said.interpolation().isEmpty() && said.role() == SourceSettings.Role.SENSOR;
    return silent ? said.withInterpolation(follows.interpolation()) : said;
  }

  /** What becomes of the events of a source that is not configured. */
  public enum UnknownSources {
    /** They are taken with the defaults. */
    ACCEPT,
    /** They are rejected and counted. */
    REJECT
  }
}
