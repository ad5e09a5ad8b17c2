package lumen.governance.canary;

import static lumen.governance.figure.ServiceCalendar.HOUR;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lumen.governance.figure.StepCounts;
import lumen.governance.figure.StepCounts.RevisionSums;
import lumen.governance.part.FieldsPart;
import lumen.governance.record.DecisionJournal;
import lumen.governance.record.Fields;
import lumen.governance.record.ServiceDecision;
import lumen.governance.rollback.Revisions;
import lumen.governance.rollback.Revisions.Entry;
import lumen.governance.settings.CanarySettings;
import lumen.state.StateReader;
import lumen.state.StateWriter;

/** Holds the newest revision against the one before while both serve. */
public final class CanaryWatch {
  private static final String KIND = "canary";

  private final DecisionJournal journal;
  private final List<CanaryPair> pairs = new ArrayList<>();
  private Entry candidate;
  private boolean running;
  private String id = "";
  private String against = "";
  private long lastPair;
  private Fields worseBy;

  /** A watch that tells into a journal. */
  public CanaryWatch(DecisionJournal journal) {
    this.journal = journal;
  }

  /** What the newest revision is worse by; empty where it is not told to be. */
  public Optional<Fields> worse(Revisions revisions) {
    boolean newest = revisions.newest().filter(entry -> entry == candidate).isPresent();
    return newest ? Optional.ofNullable(worseBy) : Optional.empty();
  }

  /** Takes a step. */
  public void step(long micros, StepCounts step, Revisions revisions, CanarySettings settings) {
    Entry now = revisions.candidate().orElse(null);
    if (now != candidate) {
      if (running) {
        end(micros, "no_verdict", new Fields().put("pairs", (long) pairs.size()), null);
      }
      candidate = now;
      against = "";
      worseBy = null;
      pairs.clear();
      id = "";
    }
    if (candidate == null || (!running && !id.isEmpty())) {
      return;
    }
    if (!running) {
      against = revisions.baseline(candidate).map(Entry::revision).orElse("");
    }
    Optional<CanaryPair> pair = pair(step, settings);
    if (pair.isEmpty()) {
      if (running && micros - lastPair >= 2 * HOUR) {
        end(micros, "no_verdict", new Fields().put("pairs", (long) pairs.size()), null);
      }
      return;
    }
    if (!running) {
      running = true;
      id = journal.id(KIND, micros);
      tell(micros, "running", new Fields().put("against", against), null);
    }
    lastPair = micros;
    pairs.add(pair.get());
    look(micros, settings);
  }

  private Optional<CanaryPair> pair(StepCounts step, CanarySettings settings) {
    RevisionSums now = step.revision(candidate.revision());
    RevisionSums base = against.isEmpty() ? null : step.revision(against);
    boolean both =
        now != null
            && base != null
            && now.requests() >= settings.minRequests()
            && base.requests() >= settings.minRequests();
    return both ? Optional.of(CanaryPair.of(now, base, settings.minRequests())) : Optional.empty();
  }

  private void look(long micros, CanarySettings settings) {
    int look = settings.pairs().indexOf(pairs.size());
    if (look < 0) {
      return;
    }
    double level = settings.p().get(look);
    CanaryLook found = CanaryLook.of(pairs, level, settings);
    Fields restsOn = found.restsOn(pairs.size(), level);
    if (!found.worse().isEmpty()) {
      worseBy = restsOn;
      end(micros, "worse", restsOn, "critical");
    } else if (look == settings.pairs().size() - 1) {
      end(micros, "no_worse", restsOn, null);
    }
  }

  private void end(long micros, String state, Fields restsOn, String severity) {
    running = false;
    tell(micros, state, restsOn, severity);
  }

  private void tell(long micros, String state, Fields restsOn, String severity) {
    journal.tell(
        new ServiceDecision(id, micros, KIND, candidate.revision(), state, restsOn), severity);
  }

  /** Whether it runs. */
  public boolean isRunning() {
    return running;
  }

  /** Writes all; a candidate is told by its place, or whole where it has none. */
  public void write(Revisions revisions, StateWriter out) {
    out.writeBoolean(candidate != null);
    if (candidate != null) {
      out.writeInt(revisions.placeOf(candidate));
      candidate.write(out);
    }
    out.writeBoolean(running);
    out.writeText(id);
    out.writeText(against);
    out.writeLong(lastPair);
    FieldsPart.write(worseBy, out);
    out.writeInt(pairs.size());
    pairs.forEach(pair -> pair.write(out));
  }

  /** Reads what {@link #write} wrote. */
  public void read(Revisions revisions, StateReader in) throws IOException {
    if (in.readBoolean()) {
      int place = in.readInt();
      Entry whole = Entry.read(in);
      candidate = place < 0 ? whole : revisions.at(place);
    }
    running = in.readBoolean();
    id = in.readText();
    against = in.readText();
    lastPair = in.readLong();
    worseBy = FieldsPart.read(in);
    for (int n = in.readCount(5 * Long.BYTES); n > 0; n--) {
      pairs.add(CanaryPair.read(in));
    }
  }
}
