package lumen.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Adds to an event that was read what its {@link EventForm} says: source and key where it carries
 * none, and its tenant. Names that it adds are pooled, so it allocates nothing for a source that it
 * knows.
 */
final class EventCompletion {
  /** The field of {@code meta} that names the tenant without being told to. */
  private static final String TENANT = "tenant";

  /** What holds for one event source, ready for use. */
  private record Known(SourceForm form, byte[] tenant, int[] fields) {}

  private final EventForm form;
  private final NamePool names;
  private final List<String> fields;
  private final byte[] source;
  private final byte[] key;
  private final byte[] tenant;
  private Known[] known = new Known[64];
  private int generation;
  private byte[] joined = new byte[256];

  EventCompletion(EventForm form, NamePool names) {
    this.form = form;
    this.names = names;
    fields = form.sources().fields();
    source = utf8(form.stream().source());
    key = utf8(form.stream().key());
    tenant = utf8(form.stream().tenant());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether an event may lack a field, since its stream gives it. */
  boolean gives(String field) {
    return switch (field) {
      case "source" -> source.length > 0;
      case "key" -> key.length > 0;
      default -> false;
    };
  }

  /** The number of a field of {@code meta} that may say of which group an event is; -1 else. */
  int field(byte[] bytes, int from, int to) {
    for (int i = 0; i < fields.size(); i++) {
      if (isAscii(fields.get(i), bytes, from, to)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAscii(String name, byte[] bytes, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Likewise. */
  int field(String name) {
    return fields.indexOf(name);
  }

  /** How many such fields there are. */
  int fields() {
    return fields.size();
  }

  /**
   * Adds to an event what its line does not tell.
   *
   * @param lenient reads the line again where texts in it are numbers
   */
  void complete(ParsedEvent event, LenientEventReader lenient, byte[] bytes, int from, int to) {
    name(event);
    if (event.source != null && knownOf(event.source).form.textNumbers()) {
      if (event.kind == ParsedEvent.Kind.TEXT) {
        takeText(event);
      } else if (event.ignoredElements > 0) {
        event.clear();
        lenient.readWithTextNumbers(bytes, from, to, event);
        name(event);
      }
    }
    if (event.reason == null) {
      group(event);
    }
  }

  private void name(ParsedEvent event) {
    if (!isReadToItsEnd(event.reason)) {
      return;
    }
    if (event.source == null && source.length > 0) {
      event.source = names.of(source, 0, source.length);
    }
    if (event.key == null && key.length > 0) {
      event.key = names.of(key, 0, key.length);
    }
  }

  /** Whether it is known that the line tells no source, where it was rejected for this. */
  private static boolean isReadToItsEnd(RejectReason reason) {
    return reason == null
        || switch (reason) {
          case BAD_TS, TS_NOT_SECONDS, BAD_VALUE, NON_FINITE, NO_USABLE_VALUE -> true;
          default -> false;
        };
  }

  private static void takeText(ParsedEvent event) {
    double number = TextNumber.of(event.text);
    if (!Double.isNaN(number)) {
      event.kind = ParsedEvent.Kind.NUMBER;
      event.number = number;
      event.text = null;
    }
  }

  /** Gives an event that was taken its tenant, or rejects it where that has no name. */
  void group(ParsedEvent event) {
    Known its = knownOf(event.source);
    if (its.fields.length > 0) {
      byFields(event, its);
    } else if (its.tenant.length > 0) {
      event.tenant = names.of(its.tenant, 0, its.tenant.length);
    }
    if (event.tenant == null) {
      event.tenant = tenant.length > 0 ? names.of(tenant, 0, tenant.length) : names.defaultTenant();
    }
  }

  private void byFields(ParsedEvent event, Known its) {
    int length = 0;
    int chars = its.fields.length - 1;
    for (int field : its.fields) {
      Name value = fields.get(field).equals(TENANT) ? event.tenant : event.fields[field];
      if (value == null) {
        event.tenant = null;
        event.ungrouped = true;
        return;
      }
      byte[] bytes = value.utf8();
      chars += value.text().length();
      if (joined.length < length + 1 + bytes.length) {
        joined = Arrays.copyOf(joined, 2 * (length + 1 + bytes.length));
      }
      if (length > 0) {
        joined[length++] = '/';
      }
      System.arraycopy(bytes, 0, joined, length, bytes.length);
      length += bytes.length;
    }
    if (chars > EventLimits.MAX_NAME_CHARS) {
      event.reject(
          RejectReason.BAD_TENANT,
          "the fields of tenant_from must have at most "
              + EventLimits.MAX_NAME_CHARS
              + " characters, have "
              + chars);
      return;
    }
    event.tenant = names.of(joined, 0, length);
  }

  private Known knownOf(Name name) {
    if (generation != names.generation()) {
      generation = names.generation();
      known = new Known[64];
    }
    int id = name.id();
    if (id >= known.length) {
      known = Arrays.copyOf(known, Math.max(id + 1, 2 * known.length));
    }
    if (known[id] == null) {
      known[id] = ready(form.sources().of(name.text()));
    }
    return known[id];
  }

  private Known ready(SourceForm its) {
    int[] numbers = its.tenantFrom().stream().mapToInt(fields::indexOf).toArray();
    return new Known(its, utf8(its.tenant()), numbers);
  }
}
