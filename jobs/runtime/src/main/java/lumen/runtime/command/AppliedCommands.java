package lumen.runtime.command;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import lumen.state.StateForm;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/**
 * The ids of the newest commands that were carried out or refused, so that none is carried out
 * twice.
 */
public final class AppliedCommands {
  private static final StateForm FORM = new StateForm("command-ids", 2, 0);
  private static final int REMEMBERED = 4_096;

  private final LinkedHashSet<String> ids = new LinkedHashSet<>();
  private boolean changed;

  /** Reads what {@link #changed} gave; empty: nothing. */
  public static AppliedCommands of(byte[] stored) {
    AppliedCommands applied = new AppliedCommands();
    if (stored.length == 0) {
      return applied;
    }
    return FORM.read(stored, applied::read, applied::read);
  }

  private AppliedCommands read(StateReader in) throws IOException {
    StateReader all = in.field();
    for (int left = all.readInt(); left > 0; left--) {
      ids.add(all.readUTF());
    }
    return this;
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
    return Optional.of(FORM.write(64 * ids.size(), out -> out.field(this::write)));
  }

  private void write(StateWriter out) throws IOException {
    out.writeInt(ids.size());
    for (String id : ids) {
      out.writeUTF(id);
    }
  }
}
