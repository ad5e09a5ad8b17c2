package lumen.release.signoff;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lumen.terminal.Json;

/**
 * Which incidents nobody has said anything about. One is a rollback of a bridge (E4), or a critical
 * alert, which somebody else tells.
 *
 * <p>A note is about an incident if it names its id, if the incident lies in its time, or if it
 * says neither and is of the same tenant. It counts if it was made within {@value #HOURS} h after
 * the incident.
 */
final class UnnotedIncidents {
  private static final int HOURS = 24;
  private static final double WITHIN_S = HOURS * 3_600.0;
  private static final String ROLLED_BACK = ">E4";

  private UnnotedIncidents() {}

  /**
   * An incident.
   *
   * @param id of its entry of evidence, or what an alert is called
   * @param tenant that it is about; empty: the whole job
   * @param ts when, seconds since the epoch
   * @param what in a word or two
   */
  record Incident(String id, String tenant, double ts, String what) {}

  /**
   * Those without a note.
   *
   * @param evidence lines of evidence, of all kinds
   * @param alerts critical alerts that fired
   * @param nowS seconds since the epoch: an incident has 24 h to be noted
   * @throws IllegalArgumentException if a line is no entry of evidence
   */
  static List<Incident> of(List<String> evidence, List<Incident> alerts, double nowS) {
    List<Incident> incidents = new ArrayList<>(alerts);
    List<Note> notes = new ArrayList<>();
    for (String line : evidence) {
      JsonNode entry = entry(line);
      String kind = entry.path("kind").asText();
      String rule = entry.path("rule").asText();
      if (kind.equals("state") && rule.endsWith(ROLLED_BACK)) {
        incidents.add(
            new Incident(
                entry.path("id").asText(),
                entry.path("tenant").asText(),
                entry.path("ts").asDouble(),
                rule));
      } else if (kind.equals("note")) {
        notes.add(Note.of(entry));
      }
    }
    return incidents.stream()
        .filter(incident -> incident.ts() + WITHIN_S < nowS)
        .filter(incident -> notes.stream().noneMatch(note -> note.isAbout(incident)))
        .toList();
  }

  private static JsonNode entry(String line) {
    try {
      JsonNode entry = Json.mapper().readTree(line);
      if (entry.path("kind").isTextual() && entry.path("ts").isNumber()) {
        return entry;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("must be an entry of evidence: " + line, e);
    }
    throw new IllegalArgumentException("must be an entry of evidence: " + line);
  }

  /** What somebody said. */
  private record Note(String tenant, double ts, List<String> refs, double from, double to) {
    static Note of(JsonNode entry) {
      JsonNode values = entry.path("values");
      String refs = values.path("refs").asText("");
      return new Note(
          entry.path("tenant").asText(),
          entry.path("ts").asDouble(),
          refs.isEmpty() ? List.of() : Arrays.asList(refs.split(", ", -1)),
          values.path("from").asDouble(Double.NaN),
          values.path("to").asDouble(Double.NaN));
    }

    boolean isAbout(Incident incident) {
      if (ts < incident.ts() || ts > incident.ts() + WITHIN_S) {
        return false;
      }
      boolean ofTenant = incident.tenant().isEmpty() || incident.tenant().equals(tenant);
      boolean inTime = from <= incident.ts() && incident.ts() <= to;
      boolean ofAll = refs.isEmpty() && Double.isNaN(from);
      return refs.contains(incident.id()) || (ofTenant && (inTime || ofAll));
    }
  }
}
