package lumen.intake;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lumen.event.Name;

/**
 * The channels of a stream: finds the columns of (tenant, source, key) by the ids of pooled names,
 * applies the source's key patterns, and bounds the channels of a tenant and of the stream.
 */
final class ChannelRegistry {
  /** A stream has at most so many channels, of all tenants together. */
  static final int MAX_CHANNELS = 1 << 18;

  /** The lookup table starts anew beyond so many entries: hostile input combines names. */
  private static final int MAX_CACHED = 1 << 22;

  /** A channel that its source's patterns leave out. */
  static final ChannelColumns FILTERED = new ChannelColumns("", "", "").settle();

  /** What takes a value that means nothing. */
  static final ChannelColumns INVALID = new ChannelColumns("", "", "").settle();

  /** A channel beyond the bound of its tenant. */
  static final ChannelColumns FULL = new ChannelColumns("", "", "").settle();

  /** Whether columns are those of a channel, and take samples. */
  static boolean isChannel(ChannelColumns columns) {
    return columns != FILTERED && columns != INVALID && columns != FULL;
  }

  /** What one (tenant, source, key) of the events stands for. */
  private static final class Slot {
    final int tenant;
    final int source;
    final int key;
    ChannelColumns scalar;
    ChannelColumns[] indexed = new ChannelColumns[0];
    Map<String, ChannelColumns> fields;

    /** What came behind it when it was asked for last, null where nothing did. */
    Slot next;

    Slot(int tenant, int source, int key) {
      this.tenant = tenant;
      this.source = source;
      this.key = key;
    }

    boolean isOf(Name itsTenant, Name itsSource, Name itsKey) {
      return tenant == itsTenant.id() && source == itsSource.id() && key == itsKey.id();
    }
  }

  private final int maxChannels;
  private final TreeMap<String, TreeMap<String, TreeMap<String, ChannelColumns>>> channels =
      new TreeMap<>();
  private final Map<String, Integer> perTenant = new HashMap<>();
  private Slot[] table = new Slot[256];

  /** What was asked for last, null at the start: a recording names its channels in turn. */
  private Slot last;

  private int slots;
  private int cached;
  private int admitted;
  private int generation;

  ChannelRegistry(int maxChannels) {
    this.maxChannels = maxChannels;
  }

  /** Columns of the event's own key. */
  ChannelColumns scalar(
      EventSource source, Name tenant, Name sourceName, Name key, int nameGeneration) {
    Slot slot = slot(tenant, sourceName, key, nameGeneration);
    if (slot.scalar != null) {
      return slot.scalar;
    }
    ChannelColumns columns = resolve(source, tenant.text(), key.text());
    if (columns.isSettled()) {
      slot.scalar = columns;
    }
    return columns;
  }

  /** Columns of an array's element: key[i]. */
  ChannelColumns indexed(
      EventSource source, Name tenant, Name sourceName, Name key, int index, int nameGeneration) {
    Slot slot = slot(tenant, sourceName, key, nameGeneration);
    if (index < slot.indexed.length && slot.indexed[index] != null) {
      return slot.indexed[index];
    }
    ChannelColumns columns = resolve(source, tenant.text(), key.text() + "[" + index + "]");
    if (index < maxChannels && columns.isSettled()) {
      if (index >= slot.indexed.length) {
        int length = Math.max(4, 2 * (index + 1));
        cached += length - slot.indexed.length;
        slot.indexed = Arrays.copyOf(slot.indexed, length);
      }
      slot.indexed[index] = columns;
    }
    return columns;
  }

  /** Columns of an object's element: key.field. */
  ChannelColumns field(
      EventSource source, Name tenant, Name sourceName, Name key, Name field, int nameGeneration) {
    Slot slot = slot(tenant, sourceName, key, nameGeneration);
    if (slot.fields == null) {
      slot.fields = new HashMap<>();
    }
    ChannelColumns columns = slot.fields.get(field.text());
    if (columns == null) {
      columns = resolve(source, tenant.text(), key.text() + "." + field.text());
      if (slot.fields.size() < maxChannels && columns.isSettled()) {
        slot.fields.put(field.text(), columns);
        cached++;
      }
    }
    return columns;
  }

  private Slot slot(Name tenant, Name source, Name key, int nameGeneration) {
    if (nameGeneration != generation || cached > MAX_CACHED) {
      table = new Slot[256];
      last = null;
      slots = 0;
      cached = 0;
      generation = nameGeneration;
    }
    Slot slot = last == null ? null : last.next;
    if (slot == null || !slot.isOf(tenant, source, key)) {
      slot = found(tenant, source, key);
      if (last != null) {
        last.next = slot;
      }
    }
    last = slot;
    return slot;
  }

  private Slot found(Name tenant, Name source, Name key) {
    int mask = table.length - 1;
    int at = hash(tenant.id(), source.id(), key.id()) & mask;
    for (Slot slot = table[at]; slot != null; slot = table[at]) {
      if (slot.isOf(tenant, source, key)) {
        return slot;
      }
      at = (at + 1) & mask;
    }
    if (2 * slots >= table.length) {
      grow();
    }
    Slot slot = new Slot(tenant.id(), source.id(), key.id());
    insert(slot);
    slots++;
    cached++;
    return slot;
  }

  private void grow() {
    Slot[] old = table;
    table = new Slot[2 * old.length];
    for (Slot slot : old) {
      if (slot != null) {
        insert(slot);
      }
    }
  }

  private void insert(Slot slot) {
    int mask = table.length - 1;
    int at = hash(slot.tenant, slot.source, slot.key) & mask;
    while (table[at] != null) {
      at = (at + 1) & mask;
    }
    table[at] = slot;
  }

  private static int hash(int tenant, int source, int key) {
    int h = (tenant * 0x9E3779B9 + source) * 0x85EBCA6B + key * 0xC2B2AE35;
    return h ^ (h >>> 15);
  }

  private ChannelColumns resolve(EventSource source, String tenant, String key) {
    if (!source.rule.keys().selects(key)) {
      return FILTERED;
    }
    TreeMap<String, TreeMap<String, ChannelColumns>> ofTenant = channels.get(tenant);
    TreeMap<String, ChannelColumns> ofSource = ofTenant == null ? null : ofTenant.get(source.name);
    ChannelColumns known = ofSource == null ? null : ofSource.get(key);
    if (known != null) {
      return known;
    }
    boolean full = admitted >= MAX_CHANNELS || perTenant.getOrDefault(tenant, 0) >= maxChannels;
    return full ? FULL : new ChannelColumns(tenant, source.name, key);
  }

  /**
   * Makes a resolved channel one of its tenant's, to be called when its first event is accepted.
   *
   * @return the channel's columns, which are those given unless the channel has some by now
   */
  ChannelColumns admit(ChannelColumns columns) {
    if (columns.isSettled()) {
      return columns;
    }
    ChannelColumns known =
        channels
            .computeIfAbsent(columns.tenant, t -> new TreeMap<>())
            .computeIfAbsent(columns.source, s -> new TreeMap<>())
            .putIfAbsent(columns.key, columns);
    if (known != null) {
      return known;
    }
    perTenant.merge(columns.tenant, 1, Integer::sum);
    admitted++;
    return columns.settle();
  }

  /** The channels of a source in the order of their tenants and keys. */
  List<ChannelColumns> channelsOf(String source) {
    List<ChannelColumns> found = new ArrayList<>();
    for (var ofTenant : channels.values()) {
      TreeMap<String, ChannelColumns> ofSource = ofTenant.get(source);
      if (ofSource != null) {
        found.addAll(ofSource.values());
      }
    }
    return found;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(channels.size());
    for (var tenant : channels.entrySet()) {
      out.writeUTF(tenant.getKey());
      out.writeInt(tenant.getValue().size());
      for (var source : tenant.getValue().entrySet()) {
        out.writeUTF(source.getKey());
        out.writeInt(source.getValue().size());
        for (String key : source.getValue().keySet()) {
          out.writeUTF(key);
        }
      }
    }
  }

  void read(DataInput in) throws IOException {
    for (int tenants = in.readInt(); tenants > 0; tenants--) {
      String tenant = in.readUTF();
      for (int sources = in.readInt(); sources > 0; sources--) {
        String source = in.readUTF();
        for (int keys = in.readInt(); keys > 0; keys--) {
          admit(new ChannelColumns(tenant, source, in.readUTF()));
        }
      }
    }
  }
}
