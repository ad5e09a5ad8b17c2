package lumen.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.Name;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** The event sources of a stream, found by the ids of pooled names. */
final class EventSources {
  /** A stream has at most so many: more are made only by hostile input. */
  static final int MAX_SOURCES = 1 << 16;

  private final String stream;
  private final ReplayOptions options;
  private final TreeMap<String, EventSource> byName = new TreeMap<>();
  private EventSource[] byId = new EventSource[64];
  private int generation;

  EventSources(String stream, ReplayOptions options) {
    this.stream = stream;
    this.options = options;
  }

  /** Whether events of this source are taken at all. */
  boolean isKnown(String name) {
    return options.rule(name) != null;
  }

  /** The source of a readable event, or null where it is not taken or the stream has too many. */
  EventSource find(Name name, int nameGeneration) {
    if (generation != nameGeneration) {
      generation = nameGeneration;
      byId = new EventSource[64];
    }
    int id = name.id();
    if (id < byId.length && byId[id] != null) {
      return byId[id];
    }
    if (!isKnown(name.text())) {
      return null;
    }
    EventSource source = named(name.text());
    if (source == null) {
      return null;
    }
    if (id >= byId.length) {
      byId = Arrays.copyOf(byId, Math.max(id + 1, 2 * byId.length));
    }
    byId[id] = source;
    return source;
  }

  /**
   * Where a rejected line is counted.
   *
   * @param name its source, or null where the line does not tell
   */
  EventSource accountOf(String name) {
    EventSource source = name == null ? null : named(name);
    return source != null
        ? source
        : byName.computeIfAbsent(stream, s -> new EventSource(s, ruleOf(s)));
  }

  private EventSource named(String name) {
    EventSource source = byName.get(name);
    if (source == null && byName.size() < MAX_SOURCES) {
      source = new EventSource(name, ruleOf(name));
      byName.put(name, source);
    }
    return source;
  }

  private ReplayOptions.SourceRule ruleOf(String name) {
    ReplayOptions.SourceRule rule = options.rule(name);
    return rule == null ? ReplayOptions.SourceRule.PLAIN : rule;
  }

  /** All sources in the order of their names. */
  Collection<EventSource> all() {
    return byName.values();
  }

  /** Where they stand in the time of the stream. */
  List<SourceTime> times() {
    return byName.values().stream().map(source -> source.time).toList();
  }

  /** The accounts of all sources as they stand. */
  List<Account> accounts() {
    List<Account> accounts = new ArrayList<>();
    for (EventSource source : byName.values()) {
      if (source.hasEvents()) {
        accounts.add(source.account(stream));
      }
    }
    return accounts;
  }

  /** The accounts that have changed since they were asked for last. */
  void changedAccounts(List<Envelope> out) {
    for (EventSource source : byName.values()) {
      if (source.hasNews()) {
        out.add(source.account(stream));
      }
    }
  }

  void write(StateWriter out) throws IOException {
    for (EventSource source : byName.values()) {
      out.field(source::write);
    }
  }

  void read(StateReader in) throws IOException {
    while (in.hasMore()) {
      add(EventSource.read(in.field(), options));
    }
  }

  /** Reads the state of a version before this form. */
  void readOlder(StateReader in, int version) throws IOException {
    for (int n = in.readInt(); n > 0; n--) {
      add(EventSource.readOlder(in, options, version));
    }
  }

  private void add(EventSource source) {
    byName.put(source.name, source);
  }
}
