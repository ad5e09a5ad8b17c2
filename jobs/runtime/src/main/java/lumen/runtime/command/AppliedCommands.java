package lumen.runtime.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;

/** The ids of the newest commands that were carried out, so that none is carried out twice. */
public final class AppliedCommands {
  private static final int REMEMBERED = 4_096;

  private final LinkedHashSet<String> ids = new LinkedHashSet<>();
  private boolean changed;

  /** Reads what {@link #changed} gave; empty: nothing. */
  public static AppliedCommands of(byte[] stored) {
    AppliedCommands applied = new AppliedCommands();
    if (stored.length == 0) {
      return applied;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      for (int left = in.readInt(); left > 0; left--) {
        applied.ids.add(in.readUTF());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("ids of commands must be complete", e);
    }
    return applied;
  }

  /** Whether no command of this id was carried out. */
  public boolean isNew(String id) {
    return !ids.contains(id);
  }

  /** Whether any is remembered. */
  public boolean isAny() {
    return !ids.isEmpty();
  }

  /** Forgets all. */
  public void forget() {
    changed |= isAny();
    ids.clear();
  }

  /** Remembers an id; the oldest gives way. */
  public void add(String id) {
    ids.add(id);
    changed = true;
    Iterator<String> oldest = ids.iterator();
    while (ids.size() > REMEMBERED) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The ids as they are kept in state, if they changed since the last call. */
  public Optional<byte[]> changed() {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(ids.size());
      for (String id : ids) {
        out.writeUTF(id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("ids of commands must fit their format", e);
    }
    return Optional.of(bytes.toByteArray());
  }
}
