package lumen.fusion.settings;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The checked content of {@code sensors.yaml}. Meaning, range and default of every key: {@link
 * SensorsKeys}.
 *
 * @param streams inputs of a submitted job, in the order of the file
 * @param sources what is configured per event source, by its name
 * @param unknownSources what becomes of events of other sources
 * @param controlAddress where a live job is asked and told; empty: any free port of loopback
 */
public record SensorsFile(
    List<StreamSettings> streams,
    SortedMap<String, SourceSettings> sources,
    UnknownSources unknownSources,
    String controlAddress)
    implements Serializable {

  /** Copies list and map. */
  public SensorsFile {
    streams = List.copyOf(streams);
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }

  /** What becomes of the events of a source that is not configured. */
  public enum UnknownSources {
    /** They are taken with the defaults. */
    ACCEPT,
    /** They are rejected and counted. */
    REJECT
  }
}
