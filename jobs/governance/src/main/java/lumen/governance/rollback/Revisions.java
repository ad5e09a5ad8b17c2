package lumen.governance.rollback;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.governance.record.DeployResult;
import lumen.governance.record.ServiceLine.Deploy;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** The revisions that were deployed with success, and those of them that were taken back. */
public final class Revisions {
  private static final int MOST = 64;

  private final List<Entry> entries = new ArrayList<>();
  private Entry newest;
  private long newestSince;

  /** One success. */
  public static final class Entry {
    private final String revision;
    private final long micros;
    private final boolean answer;
    private boolean takenBack;

    private Entry(String revision, long micros, boolean answer) {
      this.revision = revision;
      this.micros = micros;
      this.answer = answer;
    }

    /** Writes it. */
    public void write(StateWriter out) {
      out.writeText(revision);
      out.writeLong(micros);
      out.writeBoolean(answer);
      out.writeBoolean(takenBack);
    }

    /** Reads what {@link #write} wrote. */
    public static Entry read(StateReader in) {
      Entry entry = new Entry(in.readText(), in.readLong(), in.readBoolean());
      entry.takenBack = in.readBoolean();
      return entry;
    }

    /** Its name. */
    public String revision() {
      return revision;
    }

    /** When it was deployed. */
    public long micros() {
      return micros;
    }
  }

  /**
   * Takes a deployment.
   *
   * @param answered the revision that the decision it answers took back; null where it answers none
   */
  public void add(Deploy deploy, String answered) {
    if (deploy.result() == DeployResult.ROLLED_BACK) {
      takeBack(deploy.revision());
    } else if (deploy.result() == DeployResult.SUCCESS) {
      if (answered != null) {
        takeBack(answered);
      }
      entries.add(new Entry(deploy.revision(), deploy.micros(), deploy.answers().isPresent()));
      if (entries.size() > MOST) {
        entries.remove(0);
      }
    }
    Entry now = lastBefore(entries.size(), "");
    if (now != newest) {
      newest = now;
      newestSince = deploy.micros();
    }
  }

  private void takeBack(String revision) {
    for (Entry entry : entries) {
      entry.takenBack |= entry.revision.equals(revision);
    }
  }

  private Entry lastBefore(int end, String not) {
    for (int i = end - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      if (!entry.takenBack && !entry.revision.equals(not)) {
        return entry;
      }
    }
    return null;
  }

  /** The last that was not taken back. */
  public Optional<Entry> newest() {
    return Optional.ofNullable(newest);
  }

  /** Since when that is the newest. */
  public long newestSince() {
    return newestSince;
  }

  /** The one before the newest, of another name, not taken back. */
  public Optional<Entry> beforeNewest() {
    return newest == null
        ? Optional.empty()
        : Optional.ofNullable(lastBefore(entries.indexOf(newest), newest.revision));
  }

  /** The newest that was deployed on its own account, not as an answer. */
  public Optional<Entry> candidate() {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (!entries.get(i).answer) {
        return Optional.of(entries.get(i));
      }
    }
    return Optional.empty();
  }

  /** The one that a candidate is held against. */
  public Optional<Entry> baseline(Entry candidate) {
    return Optional.ofNullable(lastBefore(entries.indexOf(candidate), candidate.revision));
  }

  /** Writes all. */
  public void write(StateWriter out) {
    out.writeInt(entries.size());
    entries.forEach(entry -> entry.write(out));
    out.writeInt(placeOf(newest));
    out.writeLong(newestSince);
  }

  /** Reads what {@link #write} wrote. */
  public void read(StateReader in) {
    for (int n = in.readCount(Integer.BYTES + Long.BYTES); n > 0; n--) {
      entries.add(Entry.read(in));
    }
    newest = at(in.readInt());
    newestSince = in.readLong();
  }

  /** The place of a revision among those that are kept; -1 of one that is not. */
  public int placeOf(Entry entry) {
    return entries.indexOf(entry);
  }

  /** The revision at a place; null at -1. */
  public Entry at(int place) {
    return place < 0 ? null : entries.get(place);
  }
}
